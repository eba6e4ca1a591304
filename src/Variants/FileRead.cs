using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants;

/// <summary>One reading of one file: header, records, and at the end the rows of the build that the file turned out to be of.</summary>
sealed class FileRead(Panel panel, VcfReader reader, CallOptions options) : IDisposable
{
    readonly Place place = new(reader.Name);
    (PanelBuild Build, PanelCaller Caller)[] callers = [];
    CallableRegions? callable;
    int[] samples = [];

    public VcfHeader Header => reader.Header;
    public IEnumerable<PanelBuild> Builds => callers.Select(c => c.Build);

    public async Task HeaderAsync(CancellationToken stop)
    {
        await reader.ReadHeaderAsync(stop).ConfigureAwait(false);
        samples = SamplesOf(options.Samples);
        if (options.CallableBed is { } bed) callable = await CallableRegions.ReadAsync(bed, panel.Contigs, stop).ConfigureAwait(false);
        callers = [.. BuildChoice.FromHeader(panel, reader.Header, options.Build, place)
            .Select(build => (build, new PanelCaller(build, reader.Header, options.HotspotsOnly)))];
    }

    public void GoTo(IReadOnlyList<VirtualRange> ranges) => reader.GoTo(ranges);

    public async Task RecordsAsync(CancellationToken stop)
    {
        while (await reader.FillAsync(stop).ConfigureAwait(false))
        {
            options.Progress?.Report(reader.Offset);
            while (reader.Next())
                foreach (var (_, caller) in callers)
                    caller.Take(reader.Record, reader.Chroms, reader.RecordIsOpen);
        }
    }

    public FileCalls Calls(bool readWhole, IReadOnlyList<Problem> warnings)
    {
        List<Problem> more = [.. warnings, .. reader.Warnings];
        if (reader.Records > 0 && reader.Chroms.All(name => panel.Contigs.Resolve(name) is null))
        {
            // Silence is no answer where no name was understood.
            if (options.AssumeReference) throw new RefusedException("no-known-chromosome", place);
            more.Add(new Problem("no-known-chromosome", place));
        }
        var chosen = BuildChoice.AtEnd(callers, panel.Contigs, reader.Chroms, place);
        callers = [.. callers.Where(c => c.Caller != chosen)]; // The chosen one now belongs to the result.
        var wanted = samples;
        var question = new SiteQuestion(callable, options.AssumeReference);
        return new FileCalls(() => chosen.Calls(wanted, question), chosen)
        {
            File = reader.Name,
            Build = chosen.Build,
            Samples = [.. wanted.Select(s => reader.Header.Samples[s])],
            ReadWhole = readWhole,
            Records = reader.Records,
            PanelRecords = chosen.Records,
            Warnings = more,
        };
    }

    public void Dispose()
    {
        foreach (var (_, caller) in callers) caller.Dispose();
    }

    int[] SamplesOf(IReadOnlyList<string>? wanted)
    {
        if (Header.Samples.Count == 0) throw new RefusedException("no-samples", place);
        if (wanted is null) return [.. Enumerable.Range(0, Header.Samples.Count)];
        var columns = Header.Samples.Select((name, column) => (name, column)).ToDictionary(s => s.name, s => s.column, StringComparer.Ordinal);
        return [.. wanted.Select(name => columns.TryGetValue(name, out var column) ? column : throw new RefusedException("unknown-sample", place, name))];
    }
}
