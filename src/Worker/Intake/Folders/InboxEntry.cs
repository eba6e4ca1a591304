namespace Thrombophilia.Worker.Intake.Folders;

/// <summary>What lies in the inbox under a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsUsable">A regular file, or a link to one of the same owner.</param>
/// <param name="Length">Bytes; 0 unless it is usable.</param>
/// <param name="Changed">When it was changed; the beginning of time unless it is usable.</param>
internal sealed record InboxEntry(string Name, EntryKind Kind, bool IsUsable, long Length, DateTime Changed)
{
    /// <summary>Everything in a folder, by name. What goes away meanwhile is left out.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static IReadOnlyList<InboxEntry> In(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(Of).OfType<InboxEntry>()
        .OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    static InboxEntry? Of(FileSystemInfo found)
    {
        try
        {
            var kind = SystemFile.KindOf(found.FullName);
            var usable = kind == EntryKind.File || (kind == EntryKind.Link && LeadsToFile(found.FullName));
            return usable && found is FileInfo file ? new(file.Name, kind, true, file.Length, file.LastWriteTimeUtc)
                : new(found.Name, kind, false, 0, default);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    static bool LeadsToFile(string link)
    {
        try
        {
            using var file = SystemFile.Open(link);
            return FileEnd.MayBeVcfOrBed(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
