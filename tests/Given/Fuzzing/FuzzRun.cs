using System.Diagnostics;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Given.Fuzzing;

/// <summary>
/// Mutates the base files from a seed and holds every outcome against what is owed. Mutant number n of a run is made
/// from seed + n alone,
/// so that a failure is a run of one.
/// </summary>
public sealed class FuzzRun(IReadOnlyList<FuzzBase> bases, int seed, int count)
{
    /// <summary>A case this old is stuck: the slowest one takes a small part of it, on the busiest machine.</summary>
    static readonly TimeSpan Stuck = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Bytes that reading a file may allocate whatever its size, and for each byte of its text or of its rows' source.
    /// </summary>
    const long AllocatedAtMost = 24 << 20, AllocatedPerByte = 300;

    static readonly string[] SaidAnyway = ["not-read-whole"];

    readonly PanelAnalysis analysis = new(GivenVcf.Panel);
    readonly Lock gate = new();
    readonly Dictionary<Mutation, FuzzCounts> counts = Mutation.All.ToDictionary(m => m, _ => new FuzzCounts());
    readonly List<FuzzFailure> failures = [];
    long mostAllocated;
    int taken;

    /// <summary>Runs on all processors. A stuck mutant ends the run as a failure; its thread is left behind.</summary>
    public async Task<FuzzReport> RunAsync(CancellationToken stop = default)
    {
        var slots = Enumerable.Range(0, Math.Min(count, Environment.ProcessorCount)).Select(_ => new Slot()).ToArray();
        var work = Task.WhenAll(slots.Select(slot => Task.Run(() => WorkAsync(slot, stop), stop)));
        // The watch over stuck mutants wakes once a second; the work itself waits for nothing.
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(1), stop)) != work)
        {
            stop.ThrowIfCancellationRequested();
            if (Array.Find(slots,
                s => s.Case is { } at && Stopwatch.GetElapsedTime(at.Since) > Stuck) is not { Case: { } stuck })
                continue;
            Fail(stuck.Seed, stuck.Mutation, stuck.Base, "no end in sight");
            return Report();
        }
        await work;
        return Report();
    }

    FuzzReport Report()
    {
        lock (gate)
            return new(count, [.. Mutation.All.Select(m => (m, counts[m]))], [.. failures.OrderBy(f => f.Seed)],
                mostAllocated);
    }

    async Task WorkAsync(Slot slot, CancellationToken stop)
    {
        using var folder = new TempFolder();
        for (int n; (n = Interlocked.Increment(ref taken) - 1) < count;)
        {
            stop.ThrowIfCancellationRequested();
            await OneAsync(unchecked(seed + n), slot, folder, stop);
        }
    }

    async Task OneAsync(int from, Slot slot, TempFolder folder, CancellationToken stop)
    {
        var (mutation, file, mutant) = Draw(from);
        slot.Case = new(from, mutation, file.Name, Stopwatch.GetTimestamp());
        var (thread, before) = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
        string? what = null;
        var tally = new FuzzCounts { Made = 1 };
        try
        {
            using var calls = await CallAsync(mutant, from, folder, stop);
            var rows = FuzzRow.Of(calls);
            var warned = calls.Warnings.Select(w => w.Code).Except(file.Warnings).Except(SaidAnyway).Any();
            var differing = Differing(file, rows, mutant);
            if (warned) tally.Warned++;
            else if (differing.Count == 0) tally.Same++;
            else tally.Other++;
            what = Broken(mutation.Owed, file, rows, differing, warned);
        }
        catch (Exception e) when (e is RefusedException or IOException)
        {
            var code = (e as RefusedException)?.Problem.Code ?? e.GetType().Name;
            tally.Refused++;
            tally.Codes.Add(code, 1);
            if (mutation.Owed == Owed.Same) what = $"refused: {e.Message}";
        }
#pragma warning disable CA1031 // Whatever else is thrown is what the run looks for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            stop.ThrowIfCancellationRequested();
            what = e.ToString();
        }
        var allocated = thread == Environment.CurrentManagedThreadId
            ? GC.GetAllocatedBytesForCurrentThread() - before : 0;
        var allowed = AllocatedAtMost
            + AllocatedPerByte * Math.Max(file.Bytes.Length, mutant.File.Length + (mutant.Index?.Bytes.Length ?? 0));
        if (allocated > allowed) what ??= $"{allocated} bytes allocated for a file of {mutant.File.Length}";
        slot.Case = null;
        if (what is not null) tally.Failed = 1;
        lock (gate)
        {
            counts[mutation].Add(tally);
            mostAllocated = Math.Max(mostAllocated, allocated);
        }
        if (what is not null)
            Fail(from, mutation, file.Name, mutant.Where.Length > 0 ? $"{what} [{mutant.Where}]" : what);
    }

    (Mutation, FuzzBase, Mutant) Draw(int from)
    {
        // Random's own seeds are alike where their numbers are: they are scattered first (splitmix64).
        var z = unchecked((ulong)from * 0x9E3779B97F4A7C15 + 0x1234567);
        z = unchecked((z ^ z >> 30) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ z >> 27) * 0x94D049BB133111EB);
        var random = new Random((int)(z >> 33));
        while (true)
        {
            var (mutation, file) = (Mutation.All[random.Next(Mutation.All.Count)], bases[random.Next(bases.Count)]);
            // Files of many rows are slow and say little more.
            if (file.Rows.Count > 500 && random.Next(8) > 0) continue;
            if (mutation.Make(file, random) is { } mutant) return (mutation, file, mutant);
        }
    }

    async Task<FileCalls> CallAsync(Mutant mutant, int from, TempFolder folder, CancellationToken stop)
    {
        if (mutant.Index is not { } index)
            return await analysis.CallAsync(new MemoryStream(mutant.File), "mutant.vcf", new CallOptions(), stop);
        var (path, beside) = (folder["mutant.vcf.gz"], folder["mutant.vcf.gz" + index.Ending]);
        foreach (var ending in (string[])[".tbi", ".csi"]) File.Delete(path + ending);
        await File.WriteAllBytesAsync(path, mutant.File, stop);
        await File.WriteAllBytesAsync(beside, index.Bytes, stop);
        File.SetLastWriteTimeUtc(beside, File.GetLastWriteTimeUtc(path).AddMinutes(mutant.IsStale ? -1 : 1));
        return await analysis.CallAsync(path,
            new CallOptions { Regions = from % 2 == 0 ? Regions.Auto : Regions.Index }, stop);
    }

    /// <summary>Rows that are not the same in both files, or stand in one alone.</summary>
    static List<string> Differing(FuzzBase file, Dictionary<string, FuzzRow> rows, Mutant mutant) =>
        [.. file.Rows.Values.Where(
        b => !rows.TryGetValue(b.Key, out var m) || m.Value != b.Value || !mutant.Respells && m.Genotype != b.Genotype)
            .Select(b => b.Key),
            .. rows.Keys.Where(k => !file.Rows.ContainsKey(k))];

    /// <summary>Null when the outcome is what is owed.</summary>
    static string? Broken(Owed owed, FuzzBase file, Dictionary<string, FuzzRow> rows, List<string> differing,
        bool warned) => owed switch
        {
            Owed.Refused => "accepted",
            Owed.Same or Owed.RefusedOrSame when differing.Count > 0 => Shown(file, rows, differing[0]),
            Owed.Told when differing.Count > 0 && !warned => Shown(file, rows, differing[0]),
            Owed.Cautious =>
                differing.Find(k => rows.TryGetValue(k, out var m) && Bolder(file.Rows.GetValueOrDefault(k), m)) is { } key
                ? Shown(file, rows, key) : null,
            _ => null,
        };

    /// <summary>
    /// The mutant proves something that the unmutated file does not, and no note more says why it might not.
    /// </summary>
    static bool Bolder(FuzzRow? before, FuzzRow after) =>
        after.Proof is { } proof && proof != before?.Proof && !after.Notes.Except(before?.Notes ?? []).Any();

    static string Shown(FuzzBase file, Dictionary<string, FuzzRow> rows, string key) =>
        $"{key}: was {Line(file.Rows.GetValueOrDefault(key))}, is {Line(rows.GetValueOrDefault(key))}";

    static string Line(FuzzRow? row) => row is null ? "nothing" : $"'{row.Genotype} {row.Value}'";

    void Fail(int from, Mutation mutation, string file, string what)
    {
        lock (gate) failures.Add(new(from, mutation, file, what));
    }

    sealed record Case(int Seed, Mutation Mutation, string Base, long Since);

    sealed class Slot
    {
        volatile Case? current;

        public Case? Case { get => current; set => current = value; }
    }
}
