using System.Globalization;
using Thrombophilia.Lims.Data.Sqlite;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Lims.Data;

/// <summary>What keeps the data folder from being written or read.</summary>
public enum StorageFaultKind
{
    /// <summary>The disk is full, or a quota is used up.</summary>
    Full,
    /// <summary>The folder or its database may not be written.</summary>
    ReadOnly,
    /// <summary>The database is damaged, or is no database.</summary>
    Damaged,
    /// <summary>Another program has kept the database locked for as long as we wait.</summary>
    Locked,
    /// <summary>The database was there and is gone.</summary>
    Missing,
    /// <summary>A folder that the data folder had is gone.</summary>
    FolderMissing,
    /// <summary>The disk or share gives errors.</summary>
    Unreadable,
}

/// <summary>Tells the faults of disk and database from those of the program, and says what to do about them.</summary>
public static class StorageFault
{
    const int NoSpace = 28, FileTooLarge = 27, QuotaUsed = 122, ReadOnlyVolume = 30, InputOutput = 5;
    const int WindowsDiskFull = unchecked((int)0x80070070), WindowsHandleDiskFull = unchecked((int)0x80070027);
    static readonly ResourceTexts Texts = new("Thrombophilia.Lims.Data.StorageFaults", typeof(StorageFault).Assembly);

    /// <summary>The fault behind an error; null where it is another error.</summary>
    public static StorageFaultKind? Of(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            if (One(error) is { } fault) return fault;
        return null;
    }

    /// <summary>One sentence on what happened and one on what to do, in the reader's language.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="dataFolder">The folder that it is in.</param>
    /// <param name="culture">The language; null for the one of the thread.</param>
    public static string Text(StorageFaultKind fault, string dataFolder, CultureInfo? culture = null) =>
        Texts.Get($"{fault}", culture, [Path.GetFullPath(dataFolder)]);

    static StorageFaultKind? One(Exception error) => error switch
    {
        DatabaseMissingException => StorageFaultKind.Missing,
        DirectoryNotFoundException => StorageFaultKind.FolderMissing,
        IOException { HResult: NoSpace or FileTooLarge or QuotaUsed or WindowsDiskFull or WindowsHandleDiskFull } =>
            StorageFaultKind.Full,
        IOException { HResult: ReadOnlyVolume } or UnauthorizedAccessException => StorageFaultKind.ReadOnly,
        IOException { HResult: InputOutput } => StorageFaultKind.Unreadable,
        _ => SqliteStore.FaultOf(error),
    };
}

/// <summary>The database of a data folder was there and is gone.</summary>
public sealed class DatabaseMissingException(string path) : IOException(path);
