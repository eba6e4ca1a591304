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
    /// Moves an arrival into a folder of its own; null when somebody took it away meanwhile, or it may not be moved (it
    /// stays).
    /// </summary>
    public WorkItem? TakeUp(Arrival arrival)
    {
        var folder =
            Directory.CreateDirectory(
            Path.Combine(data.Work, Guid.CreateVersion7(time.GetUtcNow()).ToString("N"))).FullName;
        try
        {
            // The BED first: a VCF without it would be read as if it had none.
            if (arrival.Bed is { } bed) Take(bed, folder);
            Take(arrival.Name, folder);
            return Read(folder);
        }
        catch (Exception e) when (e is FileNotFoundException or UnauthorizedAccessException)
        {
            GiveBack(folder);
            return null;
        }
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

    // A folder without a VCF: the run ended between the BED and the VCF, or the VCF vanished. Or everything was moved
    // on already.
    WorkItem? GiveBack(string folder)
    {
        foreach (var path in Directory.GetFiles(folder))
            File.Move(path, Path.Combine(data.Inbox, Path.GetFileName(path)), overwrite: true);
        Directory.Delete(folder, recursive: true);
        return null;
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
    void Take(string name, string folder)
    {
        string from = Path.Combine(data.Inbox, name), to = Path.Combine(folder, name);
        // A link is followed and its bytes are copied: moved, it would lead elsewhere, and kept, it would keep nothing.
        if (sameVolume && new FileInfo(from).LinkTarget is null)
        {
            File.Move(from, to, overwrite: true);
            return;
        }
        var part = Path.Combine(folder, "copy" + Unfinished);
        using (var source = File.OpenRead(from))
        using (var copy = File.Create(part))
        {
            source.CopyTo(copy);
            copy.Flush(flushToDisk: true);
        }
        File.Move(part, to, overwrite: true);
        File.Delete(from);
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
