using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Annotation;
using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Calling;
using Thrombophilia.Variants.Calling.Builds;
using Thrombophilia.Variants.Calling.Evidence;
using Thrombophilia.Variants.Calling.HotSpots;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants;

/// <summary>
/// One reading of one file: header, records, and at the end the rows of the build that the file turned out to be of.
/// </summary>
sealed class FileRead(Panel panel, Lazy<Classifier> classifier, VcfReader reader, CallOptions options) : IDisposable
{
    readonly FileLocation place = new(reader.Name);
    List<PanelCaller> callers = [];
    CallableRegions? callable;
    readonly List<Problem> ofHeader = [];
    int[] samples = [];
    long looked;

    public VcfHeader Header => reader.Header;
    public IEnumerable<PanelBuild> Builds => callers.Select(c => c.Build);

    public async Task HeaderAsync(CancellationToken stop)
    {
        if (!options.HotspotsOnly)
            _ = classifier.Value; // A table of the hospital's that cannot be read is told before the first record is.
        await reader.ReadHeaderAsync(stop).ConfigureAwait(false);
        samples = SamplesOf(options.Samples);
        if (options.CallableBed is { } bed)
            callable = await CallableRegions.ReadAsync(bed, panel.Contigs, stop).ConfigureAwait(false);
        var builds = BuildChoice.FromHeader(panel, reader.Header, options.Build, place, ofHeader);
        foreach (var build in builds)
            callers.Add(
                new PanelCaller(build, reader.Header, options.HotspotsOnly, options.Coverage,
                    buildIsOpen: builds.Count > 1));
    }

    /// <summary>
    /// The chromosome of the record with which a range of an indexed file begins; null where there is none.
    /// </summary>
    public async Task<string?> ChromAtAsync(VirtualRange range, CancellationToken stop)
    {
        reader.GoTo([range]);
        // A line longer than what is at hand needs more of it.
        while (await reader.FillAsync(stop).ConfigureAwait(false))
            if (reader.Next())
            {
                looked++;
                return reader.Chroms[reader.Record.Chrom];
            }
        return null;
    }

    public void GoTo(IReadOnlyList<VirtualRange> ranges) => reader.GoTo(ranges);

    public async Task RecordsAsync(CancellationToken stop)
    {
        while (await reader.FillAsync(stop).ConfigureAwait(false))
        {
            options.Progress?.Report(reader.Offset);
            while (reader.Next())
                foreach (var caller in callers)
                    caller.Take(reader.Record, reader.Chroms, reader.RecordIsOpen);
        }
    }

    public FileCalls Calls(bool readWhole, IReadOnlyList<Problem> warnings)
    {
        List<Problem> more = [.. warnings, .. ofHeader, .. reader.Warnings];
        if (reader.Records > 0 && reader.Chroms.All(name => panel.Contigs.Resolve(name) is null))
        {
            // Silence is no answer where no name was understood.
            if (options.AssumeReference) throw new RefusedException("no-known-chromosome", place);
            more.Add(new Problem("no-known-chromosome", place));
        }
        var chosen = BuildChoice.AtEnd(callers, Header, reader.Chroms, place, more);
        callers.Remove(chosen); // The chosen one now belongs to the result.
        var wanted = samples;
        var question = new SiteQuestion(callable, options.AssumeReference);
        // A scan for hot spots is started by the thousand: their rows have what the panel states, and nothing is worked
        // out.
        IEnumerable<SampleCall> Rows(IReadOnlySet<string>? only)
        {
            int[] columns = only is null ? wanted
                : [.. wanted.Where(column => only.Contains(reader.Header.Samples[column]))];
            if (columns.Length == 0) return [];
            if (options.HotspotsOnly) return chosen.Calls(columns, question);
            var annotator = new Annotator(chosen.Build, classifier.Value);
            return new AnnotatedCalls(annotator,
                new HaplotypeEffects(chosen, columns, reader.Header.Samples, question, annotator)).Of(
                    chosen.Calls(columns, question));
        }
        return new FileCalls(Rows, () => chosen.Coverage(wanted, question), chosen)
        {
            File = reader.Name,
            Build = chosen.Build.Id,
            Samples = options.Samples ?? reader.Header.Samples,
            ReadWhole = readWhole,
            Records = reader.Records - looked,
            PanelRecords = chosen.Records,
            CopyNumberAssessed = CopyNumberEvidence.In(Header) || chosen.ShowsCopyNumber,
            Warnings = more,
        };
    }

    public void Dispose()
    {
        foreach (var caller in callers) caller.Dispose();
    }

    int[] SamplesOf(IReadOnlyList<string>? wanted)
    {
        if (Header.Samples.Count == 0) throw new RefusedException("no-samples", place);
        var chosen = new int[wanted?.Count ?? Header.Samples.Count];
        if (wanted is null)
            for (var i = 0; i < chosen.Length; i++) chosen[i] = i;
        else
        {
            var columns = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < Header.Samples.Count; i++) columns.Add(Header.Samples[i], i);
            for (var i = 0; i < chosen.Length; i++)
                chosen[i] = columns.TryGetValue(wanted[i], out var column) ? column
                    : throw new RefusedException("unknown-sample", place, wanted[i]);
        }
        return chosen;
    }
}
