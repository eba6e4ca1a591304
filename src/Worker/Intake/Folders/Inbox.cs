using Microsoft.Extensions.Logging;

namespace Thrombophilia.Worker.Intake.Folders;

/// <summary>When a file in the inbox counts.</summary>
internal sealed record InboxOptions
{
    /// <summary>Time between two looks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);
    /// <summary>
    /// How long a file has to lie still: a copy that pauses at the end of a line, or between two members of a gzip file,
    /// looks like a whole file.
    /// </summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(30);
    /// <summary>
    /// How long a file may lie still without a complete end, or open in another program, before it is read as it is.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>A file that counts.</summary>
/// <param name="Name">Its name in the inbox.</param>
/// <param name="Bed">The name of its callable BED, when one lies beside it.</param>
/// <param name="AsItIs">It has lain still for longer than the patience: it is read even if a program has it
/// open.</param>
internal sealed record Arrival(string Name, string? Bed, bool AsItIs = false);

/// <summary>
/// Looks into the inbox. A file counts when its size and time of change stayed the same for the rest, over two looks at
/// least, its end is complete, and no program has it open for writing, as far as the system tells. One that lies still
/// for longer than the patience counts too: reading it will say what is missing. What is no file waits and stops nobody.
/// </summary>
internal sealed partial class Inbox(DataFolder data, InboxOptions options, TimeProvider time, ILogger<Inbox> log)
{
    Dictionary<string, Sight> seen = new(StringComparer.Ordinal);
    int odd;

    // Open: the end was looked at in this state and is not complete. Plain gzip would be inflated at every look
    // otherwise.
    sealed record Sight(long Size, DateTime Changed, DateTimeOffset Since, bool Still = false, bool Open = false);

    /// <summary>One look: the files that count now, by name.</summary>
    public async Task<IReadOnlyList<Arrival>> LookAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        IReadOnlyList<InboxEntry> entries;
        try
        {
            if (SystemFile.NameInUtf8(data.Inbox) is > 0 and var renamed) Renamed(renamed);
            entries = [.. InboxEntry.In(data.Inbox).Where(entry => FileNames.IsVcf(entry.Name)
                || entry.Name.EndsWith(FileNames.CallableBed, StringComparison.OrdinalIgnoreCase))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A share that is away for a moment: what was seen is seen again when it is back.
            InboxAway(e.GetType().Name);
            return [];
        }
        var (before, unusable) = (odd, entries.Where(entry => !entry.IsUsable).Select(entry => entry.Name).ToHashSet());
        if ((odd = unusable.Count) > before) NotFiles(odd);
        seen = entries.Where(entry => entry.IsUsable)
            .ToDictionary(entry => entry.Name, entry => See(entry, now), StringComparer.Ordinal);
        var arrivals = new List<Arrival>();
        foreach (var name in seen.Keys.Where(FileNames.IsVcf).Order(StringComparer.Ordinal).ToList())
        {
            var beside = FileNames.BedOf(name);
            // Without its BED a VCF would be read as if it had none.
            if (unusable.Contains(beside)) continue;
            var bed = seen.ContainsKey(beside) ? beside : null;
            if (await CountsAsync(name, now, stop) && (bed is null || await CountsAsync(bed, now, stop)))
                arrivals.Add(new Arrival(name, bed, now - seen[name].Since >= options.Patience));
        }
        return arrivals;
    }

    Sight See(InboxEntry file, DateTimeOffset now) =>
        seen.TryGetValue(file.Name, out var before) && before.Size == file.Length && before.Changed == file.Changed
            ? before with { Still = true }
            : new Sight(file.Length, file.Changed, now);

    // File names may say who somebody is, and never enter a log.
    async Task<bool> CountsAsync(string name, DateTimeOffset now, CancellationToken stop)
    {
        var sight = seen[name];
        if (!sight.Still) return false;
        var isLong = now - sight.Since >= options.Patience;
        if (!isLong && (now - sight.Since < options.Rest || sight.Open)) return false;
        try
        {
            await using var file = SystemFile.Open(Path.Combine(data.Inbox, name));
            if (isLong) return true;
            if (SystemFile.IsBeingWritten(file)) return false;
            if (await FileEnd.IsCompleteAsync(file, stop)) return true;
            seen[name] = sight with { Open = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Rights, or a writer's lock: it may become readable, and waits.
            Unreadable(e.GetType().Name);
        }
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inbox cannot be read: {Reason}")]
    partial void InboxAway(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file in the inbox cannot be opened yet: {Reason}")]
    partial void Unreadable(string reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Count} entries of the inbox have the name of a VCF or BED and are no files; the page Files shows them")]
    partial void NotFiles(int count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Count} names in the inbox were not UTF-8; the files have new names now")]
    partial void Renamed(int count);
}
