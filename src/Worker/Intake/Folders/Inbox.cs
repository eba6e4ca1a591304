using Microsoft.Extensions.Logging;

namespace Thrombophilia.Worker.Intake.Folders;

/// <summary>When a file in the inbox counts.</summary>
internal sealed record InboxOptions
{
    /// <summary>Time between two looks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);
    /// <summary>How long a file may lie still without a complete end before it is taken for truncated.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>A file that counts.</summary>
/// <param name="Name">Its name in the inbox.</param>
/// <param name="Bed">The name of its callable BED, when one lies beside it.</param>
internal sealed record Arrival(string Name, string? Bed);

/// <summary>
/// Looks into the inbox. A file counts when two looks in a row found the same size and time of change, and its end is
/// complete;
/// a file that was renamed into place therefore counts at the second look. One that lies still for longer than the
/// patience
/// without a complete end counts too: reading it will say what is missing.
/// </summary>
internal sealed partial class Inbox(DataFolder data, InboxOptions options, TimeProvider time, ILogger<Inbox> log)
{
    Dictionary<string, Sight> seen = new(StringComparer.Ordinal);

    // Checked: the end was looked at in this state and is not complete. Plain gzip would be inflated at every look
    // otherwise.
    sealed record Sight(long Size, DateTime Changed, DateTimeOffset Since, bool Still = false, bool Open = false);

    /// <summary>One look: the files that count now, by name.</summary>
    public async Task<IReadOnlyList<Arrival>> LookAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        List<FileInfo> files;
        try
        {
            files = [.. new DirectoryInfo(data.Inbox).EnumerateFiles()
                .Where(file =>
                FileNames.IsVcf(file.Name)
                || file.Name.EndsWith(FileNames.CallableBed, StringComparison.OrdinalIgnoreCase))
                .Where(file => file.Exists) // Somebody may take it away meanwhile; from here on its size is at hand.
                .OrderBy(file => file.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A share that is away for a moment: what was seen is seen again when it is back.
            InboxAway(e.GetType().Name);
            return [];
        }
        seen = files.ToDictionary(file => file.Name, file => See(file, now), StringComparer.Ordinal);
        var arrivals = new List<Arrival>();
        foreach (var name in files.Select(file => file.Name).Where(FileNames.IsVcf))
        {
            var bed = FileNames.BedOf(name) is var beside && seen.ContainsKey(beside) ? beside : null;
            if (await CountsAsync(name, now, stop) && (bed is null || await CountsAsync(bed, now, stop)))
                arrivals.Add(new Arrival(name, bed));
        }
        return arrivals;
    }

    Sight See(FileInfo file, DateTimeOffset now) =>
        seen.TryGetValue(file.Name, out var before) && before.Size == file.Length
        && before.Changed == file.LastWriteTimeUtc
            ? before with { Still = true }
            : new Sight(file.Length, file.LastWriteTimeUtc, now);

    async Task<bool> CountsAsync(string name, DateTimeOffset now, CancellationToken stop)
    {
        var sight = seen[name];
        if (!sight.Still) return false;
        if (!sight.Open)
        {
            if (await IsCompleteAsync(name, stop) is not { } complete) return false;
            if (complete) return true;
            seen[name] = sight with { Open = true };
        }
        return now - sight.Since >= options.Patience;
    }

    // File names may say who somebody is, and never enter a log.
    // A file that cannot be opened (rights, a writer's lock) may become readable: it waits, and null says that its end
    // is not known.
    async Task<bool?> IsCompleteAsync(string name, CancellationToken stop)
    {
        try
        {
            return await FileEnd.IsCompleteAsync(Path.Combine(data.Inbox, name), stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable(e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inbox cannot be read: {Reason}")]
    partial void InboxAway(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file in the inbox cannot be opened yet: {Reason}")]
    partial void Unreadable(string reason);
}
