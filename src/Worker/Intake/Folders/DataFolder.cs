using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Intake.Folders;

/// <summary>
/// The folders of one installation. Everything but the inbox lies below one root, so that one backup holds it.
/// </summary>
/// <remarks>
/// <c>inbox/</c> is where files are dropped; <c>work/</c> holds what was taken up and has not ended, one folder per
/// file;
/// <c>kept/</c> holds accepted files, each in a folder named by its SHA-256; <c>quarantine/</c> holds refused files
/// with their reasons;
/// <c>keys/</c> holds what sign-ins are sealed with, unless the portal is told another place.
/// </remarks>
internal sealed class DataFolder
{
    /// <summary>Environment variable that names the folder once for every command.</summary>
    public const string Variable = "THROMBOPHILIA_DATA";

    DataFolder(string root, string? inbox)
    {
        Root = Path.GetFullPath(root);
        Inbox = inbox is null ? Path.Combine(Root, "inbox") : Path.GetFullPath(inbox);
    }

    /// <summary>What a command uses when <c>--data</c> is not given.</summary>
    public static string Default => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : "data";

    public string Root { get; }
    public string Inbox { get; }
    public string Work => Path.Combine(Root, "work");
    public string Quarantine => Path.Combine(Root, "quarantine");
    public string Database => Path.Combine(Root, "thrombophilia.db");

    /// <summary>Opens the folder at <paramref name="root"/> and makes what is missing of it.</summary>
    /// <exception cref="UsageException">It keeps files and its database is missing.</exception>
    public static DataFolder Open(string root, string? inbox = null)
    {
        var data = new DataFolder(root, inbox);
        // An empty register would be begun, and everything in it lost to sight.
        if (!File.Exists(data.Database) && KeptIn(data.Root).Count is > 0 and var kept)
            throw new UsageException(Texts.Get("database-missing", data.Database, kept));
        foreach (var folder in new[] { data.Root, data.Inbox, data.Work, Path.Combine(data.Root, KeptFiles.Name),
            data.Quarantine }) Directory.CreateDirectory(folder);
        return data;
    }

    /// <summary>The folders of kept files below <paramref name="root"/>.</summary>
    public static IReadOnlyList<string> KeptIn(string root) =>
        Path.Combine(root, KeptFiles.Name) is var kept && Directory.Exists(kept) ? Directory.GetDirectories(kept) : [];

    /// <summary>Somebody has worked in the folder at <paramref name="root"/> before.</summary>
    public static bool Exists(string root) => File.Exists(new DataFolder(root, null).Database);

    /// <summary>The folder at <paramref name="root"/>, where somebody has worked before.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static DataFolder Existing(string root) =>
        new DataFolder(root, null) is var data && File.Exists(data.Database) ? data
        : throw new UsageException(Texts.Get("no-data", data.Root));

    /// <summary>
    /// The folder that keeps the bytes with this SHA-256, together with the callable BED they were read with.
    /// </summary>
    public string Kept(string sha256, string bedHash) => KeptFiles.FolderOf(Root, sha256, bedHash);
}
