using System.Text;

namespace Thrombophilia.Worker.Intake.Folders;

/// <summary>A file that was taken up and has not ended.</summary>
/// <param name="Folder">Its own folder below <c>work/</c>.</param>
/// <param name="Name">File name as it arrived.</param>
/// <param name="Bed">Path of its callable BED.</param>
internal sealed record WorkItem(string Folder, string Name, string? Bed)
{
    public string Path => System.IO.Path.Combine(Folder, Name);
}

/// <summary>
/// Takes files out of the inbox. From then on nobody outside changes them, and what lies here when the program starts
/// is what
/// the last run did not finish: the folder is the list of open work.
/// </summary>
internal sealed class WorkFolder
{
    const int MostBytes = 220;
    const string Unfinished = ".part", Refused = ".refused-", Ended = ".ended-";
    readonly DataFolder data;
    readonly TimeProvider time;
    readonly bool sameVolume;

    public WorkFolder(DataFolder data, TimeProvider time)
    {
        (this.data, this.time) = (data, time);
        sameVolume = CanRename();
    }

    /// <summary>
    /// Moves an arrival into a folder of its own, its indexes too; null when somebody took it away meanwhile, changes it
    /// still, or it may not be moved (it stays).
    /// </summary>
    public async Task<WorkItem?> TakeUpAsync(Arrival arrival, CancellationToken stop)
    {
        var folder =
            Directory.CreateDirectory(
            Path.Combine(data.Work, Guid.CreateVersion7(time.GetUtcNow()).ToString("N"))).FullName;
        try
        {
            // The BED first: a VCF without it would be read as if it had none.
            if (arrival.Bed is { } bed) await TakeAsync(bed, folder, stop);
            await TakeAsync(arrival.Name, folder, stop);
            foreach (var index in FileNames.IndexesOf(arrival.Name).Where(name => File.Exists(Path.Combine(data.Inbox, name))))
                await TakeAsync(index, folder, stop);
            // Whoever has it open writes on wherever it lies.
            if (Read(folder) is { } item && (arrival.AsItIs || !IsBeingWritten(item))) return item;
        }
        catch (Exception e) when (e is FileNotFoundException or UnauthorizedAccessException or NotRegularException
            or FileChangedException)
        {
            // It stays where it lay, and is looked at again.
        }
        catch (OperationCanceledException)
        {
            GiveBack(folder);
            throw;
        }
        return GiveBack(folder);
    }

    /// <summary>
    /// Makes sure that nobody else can change a file any more: where the system cannot promise it, the file becomes a
    /// copy of itself.
    /// </summary>
    public static async Task OwnAsync(string path, CancellationToken stop)
    {
        await using var file = SystemFile.Open(path);
        if (!SystemFile.IsOurs(file)) await CopyAsync(file, path, stop);
    }

    /// <summary>
    /// Takes up again what was kept and no intake knows: the database was set back, and its newest files with it.
    /// </summary>
    /// <param name="known">The names of the folders that intakes know.</param>
    /// <returns>How many.</returns>
    public int TakeUpUnknown(IReadOnlySet<string> known)
    {
        var unknown = DataFolder.KeptIn(data.Root).Where(folder => !known.Contains(Path.GetFileName(folder))).ToList();
        foreach (var folder in unknown)
            Directory.Move(folder, Path.Combine(data.Work, Guid.CreateVersion7(time.GetUtcNow()).ToString("N")));
        return unknown.Count;
    }

    /// <summary>What an earlier run left open, oldest first. Call once, before anything is taken up.</summary>
    public IReadOnlyList<WorkItem> Left()
    {
        foreach (var folder in Directory.GetDirectories(data.Work, Refused + "*")) Clear(folder);
        foreach (var folder in Directory.GetDirectories(data.Work, Ended + "*"))
            Directory.Delete(folder, recursive: true);
        var folders = Directory.GetDirectories(data.Work);
        Array.Sort(folders, StringComparer.Ordinal);
        foreach (var part in folders.SelectMany(folder => Directory.GetFiles(folder, "*" + Unfinished)))
            File.Delete(part);
        return [.. folders.Select(folder => Read(folder) ?? GiveBack(folder)).OfType<WorkItem>()];
    }

    /// <summary>The open files, by name.</summary>
    public static IReadOnlyList<string> Open(DataFolder data) =>
        [.. Directory.GetDirectories(data.Work).SelectMany(FilesIn)
        .Where(path => FileNames.IsVcf(Path.GetFileName(path))).OrderBy(Path.GetFileName, StringComparer.Ordinal)];

    /// <summary>The file is accepted: its folder, BED and all, becomes the kept one in a single step.</summary>
    public void Keep(WorkItem item, string sha256, string bedHash)
    {
        if (Directory.Exists(data.Kept(sha256, bedHash))) Discard(item);
        else Directory.Move(item.Folder, data.Kept(sha256, bedHash));
    }

    /// <summary>The file is known already: it goes.</summary>
    public void Discard(WorkItem item) => Directory.Delete(Rename(item, Ended), recursive: true);

    /// <summary>The file is refused: it goes to the quarantine, and its reason in plain words beside it.</summary>
    public void Refuse(WorkItem item, string sha256, string reason)
    {
        // Room for the words beside it: a file name has at most 255 bytes.
        var name = Encoding.UTF8.GetByteCount(item.Name) > MostBytes ? sha256[..12] + FileNames.EndingOf(item.Name)
            : item.Name;
        if (File.Exists(InQuarantine(name)) && Hash.OfFile(InQuarantine(name)) != sha256)
            name = $"{sha256[..12]}.{name}";
        if (name != item.Name) File.Move(item.Path, Path.Combine(item.Folder, name), overwrite: true);
        File.WriteAllText(InQuarantine(name + ".reason.txt"), reason);
        Clear(Rename(item, Refused));
    }

    string InQuarantine(string name) => Path.Combine(data.Quarantine, name);

    // A folder changes its meaning in one step; what follows can be done again after a stop.
    string Rename(WorkItem item, string prefix)
    {
        var ended = Path.Combine(data.Work, prefix + Path.GetFileName(item.Folder));
        Directory.Move(item.Folder, ended);
        return ended;
    }

    void Clear(string refused)
    {
        foreach (var path in Directory.GetFiles(refused))
            File.Move(path, InQuarantine(Path.GetFileName(path)), overwrite: true);
        Directory.Delete(refused, recursive: true);
    }

    /// <summary>The VCF and the BED in a folder; null when there is no VCF.</summary>
    public static WorkItem? Read(string folder)
    {
        var names = Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!).ToList();
        var bed = names.Find(name => name.EndsWith(FileNames.CallableBed, StringComparison.OrdinalIgnoreCase));
        return names.Find(FileNames.IsVcf) is { } vcf
            ? new WorkItem(folder, vcf, bed is null ? null : Path.Combine(folder, bed)) : null;
    }

    /// <summary>The file has not arrived yet: it returns to the inbox.</summary>
    public void GiveBack(WorkItem item) => GiveBack(item.Folder);

    // Also a folder without a VCF: the run ended between the BED and the VCF, or the VCF vanished. Or everything was
    // moved on already.
    WorkItem? GiveBack(string folder)
    {
        foreach (var path in Directory.GetFiles(folder).Where(path => !path.EndsWith(Unfinished, StringComparison.Ordinal)))
        {
            var back = Path.Combine(data.Inbox, Path.GetFileName(path));
            // Another file of the name has come meanwhile.
            if (File.Exists(back)) back = Path.Combine(data.Inbox, $"{Path.GetFileName(folder)}.{Path.GetFileName(path)}");
            File.Move(path, back);
        }
        Directory.Delete(folder, recursive: true);
        return null;
    }

    static bool IsBeingWritten(WorkItem item)
    {
        foreach (var path in item.Bed is { } bed ? (string[])[item.Path, bed] : [item.Path])
        {
            using var file = SystemFile.Open(path);
            if (SystemFile.IsBeingWritten(file)) return true;
        }
        return false;
    }

    // A folder may end while it is looked at.
    static string[] FilesIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    // Within a volume a rename is one step. From another one (an inbox on a share) the bytes are copied under an
    // unfinished name,
    // and the original goes last: a stop in between leaves a copy too many, which is recognised, never one too few.
    async Task TakeAsync(string name, string folder, CancellationToken stop)
    {
        string from = Path.Combine(data.Inbox, name), to = Path.Combine(folder, name);
        // A link is followed and its bytes are copied: moved, it would lead elsewhere, and kept, it would keep nothing.
        if (sameVolume && SystemFile.KindOf(from) != EntryKind.Link)
        {
            File.Move(from, to, overwrite: true);
            return;
        }
        await using (var source = SystemFile.Open(from)) await CopyAsync(source, to, stop);
        File.Delete(from);
    }

    static async Task CopyAsync(FileStream source, string to, CancellationToken stop)
    {
        var part = Path.Combine(Path.GetDirectoryName(to)!, "copy" + Unfinished);
        var before = (source.Length, File.GetLastWriteTimeUtc(source.SafeFileHandle));
        await using (var copy = File.Create(part))
        {
            await source.CopyToAsync(copy, stop);
            copy.Flush(flushToDisk: true);
        }
        // Changed while it was copied: it has not arrived.
        if (before != (source.Length, File.GetLastWriteTimeUtc(source.SafeFileHandle)))
            throw new FileChangedException(to);
        File.Move(part, to, overwrite: true);
    }

    // Directories cannot be moved between volumes, which tells without platform calls.
    bool CanRename()
    {
        var probe = ".probe-" + Guid.NewGuid().ToString("N");
        string here = Path.Combine(data.Inbox, probe), there = Path.Combine(data.Work, probe);
        Directory.CreateDirectory(here);
        try
        {
            Directory.Move(here, there);
            Directory.Delete(there);
            return true;
        }
        catch (IOException)
        {
            Directory.Delete(here);
            return false;
        }
    }
}
