using System.Globalization;
using System.Text;
using Thrombophilia.Benchmarks.Comparisons;
using Thrombophilia.Lims.Data.Audit;

namespace Thrombophilia.Benchmarks.Biobank;

/// <summary>
/// The figures as Markdown: the machine, what the biobank holds, every page with its bar, the imports.
/// </summary>
sealed class PortalReport
{
    readonly string load = Machine.Load();
    readonly StringBuilder counts = new(), pages = new(), imports = new();
    readonly List<string> missed = [];
    string head = "";
    int measured;

    public bool IsMissed => missed.Count > 0;

    public string Text => head + counts
        + (pages.Length == 0 ? ""
        : $"\n## Pages\n\n| page | who | bar, p95 ms | min | median | p95 | |\n|---|---|--:|--:|--:|--:|---|\n{pages}")
        + (imports.Length == 0 ? ""
        : $"\n## Imports\n\n| import | rows | bar, s | s | most allocated at once, MB | progress told | |\n"
            + $"|---|--:|--:|--:|--:|--:|---|\n{imports}");

    /// <summary>What is in the biobank before anything is asked, and whether its audit trail is whole.</summary>
    public async Task CountAsync(PortalHost host, Truth truth, CancellationToken stop)
    {
        counts.Append("\n## Rows\n\n| table | rows |\n|---|--:|\n");
        foreach (var table in new[] { "Subjects", "PersonalData", "Consents", "Samples", "Tubes", "TubeEvents",
            "StorageUnits", "Shipments", "ShippedTubes", "Qualifications", "ImportBatches", "AuditEntries" })
            counts.Append(CultureInfo.InvariantCulture,
                $"| {table} | {truth.Number($"SELECT COUNT(*) FROM \"{table}\""):N0} |\n");
        await using var db = host.Records();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var (broken, entries, _) = await AuditProof.VerifyAsync(db, host.DataFolder, stop);
        if (broken is not null)
            throw new InvalidOperationException(
                $"The audit trail is broken at entry {broken.Entry}: {broken.Fault}.");
        counts.Append(CultureInfo.InvariantCulture,
            $"\nThe audit trail of {entries:N0} entries was proven whole in "
            + $"{System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s.\n");
    }

    public void Add(AskedPage page, double[] sorted)
    {
        var p95 = sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1];
        measured++;
        var met = p95 < page.Bar;
        if (!met) missed.Add($"{page.Name} ({page.Who})");
        var line =
            string.Create(CultureInfo.InvariantCulture,
            $"| {page.Name} | {page.Who} | {page.Bar} | {sorted[0]:F1} | {sorted[sorted.Length / 2]:F1} | {p95:F1} | {Verdict(met)} |\n");
        Console.Error.Write(line);
        pages.Append(line);
    }

    public void Add(MeasuredImport import)
    {
        measured++;
        // A small file is written before the page would show a bar.
        var met = import.Seconds < import.Bar && (import.Progress > 1 || import.Seconds < 1);
        if (!met) missed.Add(import.Name);
        var line =
            string.Create(CultureInfo.InvariantCulture,
            $"| {import.Name} | {import.Rows:N0} | {import.Bar} | {import.Seconds:F2} | "
            + $"{(import.Megabytes is { } mb ? mb.ToString("F0", CultureInfo.InvariantCulture) : "")} | "
            + $"{import.Progress} times | {Verdict(met)} |\n");
        Console.Error.Write(line);
        imports.Append(line);
    }

    public void End(BiobankPlan plan, int requests)
    {
        var text = new StringBuilder("# The portal over a large biobank\n\n");
        // The third line is about the tools of the comparisons.
        foreach (var line in Machine.Lines().Take(2)) text.Append("- ").Append(line).Append('\n');
        text.Append(CultureInfo.InvariantCulture,
            $"- invented biobank, scale {plan.Scale}, seed "
            + $"{plan.Seed}{(plan.Scale < 1 ? " - **smaller than the bars are for: for trying out only**" : "")}\n");
        text.Append(CultureInfo.InvariantCulture,
            $"- each page {requests} times after 5 warm requests, one after the other; milliseconds on the server, "
            + $"from the request's headers to the end of its answer\n");
        text.Append("- the first answer of each page was compared with what the database file says of it\n");
        text.Append(CultureInfo.InvariantCulture,
            $"- load average at the start {load}, at the end {Machine.Load()} (1 minute; more than the number of "
            + $"processors means that others compete for them)\n");
        text.Append(CultureInfo.InvariantCulture,
            $"- {measured - missed.Count} of {measured} bars met{(missed.Count == 0 ? "" : "; missed: " + string.Join(", ", missed))}\n");
        head = text.ToString();
    }

    static string Verdict(bool met) => met ? "met" : "**missed**";
}
