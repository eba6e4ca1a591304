using System.Globalization;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>Turns facts into the arguments of a sentence, independent of its language.</summary>
static class Phrases
{
    public static Statement Say(
        string code, string topic, IEnumerable<(string Name, string Value)> parameters,
        IEnumerable<AssayInterpretation>? readings = null, IEnumerable<SampleFinding>? findings = null) => new(
            code, topic,
            new SortedDictionary<string, string>(parameters.ToDictionary(p => p.Name, p => p.Value),
                StringComparer.Ordinal),
            [.. (readings ?? []).Select(r => r.Assay.Id).Distinct().Order(StringComparer.Ordinal)],
            [.. (findings ?? []).Select(f => f.Reference).Distinct().Order(StringComparer.Ordinal)]);

    public static string List(IEnumerable<string> items) => string.Join(';', items);

    public static string Results(IEnumerable<AssayInterpretation> readings) => List(readings.Select(Result));

    public static string Result(AssayInterpretation reading) =>
        $"{reading.Assay.Value.ToString("0.####", CultureInfo.InvariantCulture)} {reading.Assay.Unit}, @method.{reading.Assay.Method}, "
        + (reading.Assay.Drawn is { } drawn ? $"@word.drawn {drawn}" : "@word.draw-time-unknown")
        + $" [{reading.Assay.Id}]";

    public static string Carried(HotSpotGenotype hotSpot) => $"{hotSpot.HotSpot.Display}: @copies.{hotSpot.Copies}";

    /// <summary>The position and why it is not proven.</summary>
    public static string Unproven(HotSpotGenotype hotSpot)
    {
        var why = hotSpot.Standing == GenotypeState.Unread
            ? hotSpot.Basis.Select(f => $"@status.{f.Call.Status.Code()}").Distinct().Order(StringComparer.Ordinal)
            .DefaultIfEmpty("@status.no-finding")
            : ["@status.one-allele-unread"];
        return $"{hotSpot.HotSpot.Display}: {string.Join(" / ", why)}";
    }

    /// <summary>The gene, the name or the place, and how it was read in each sample.</summary>
    public static string Variant(IReadOnlyList<SampleFinding> variant)
    {
        // Files of both builds tell one variant at two places.
        var place = string.Join(", ", variant.Select(f => f.Call)
            .Select(c => FormattableString.Invariant($"{c.Build} {c.Chrom}:{c.Pos} {c.Ref}>{c.Alt}")).Distinct());
        var name = variant.Select(f => f.Call.HgvsC).FirstOrDefault(n => n is not null);
        return $"{variant[0].Call.Gene} {(name is null ? place : $"{name} ({place})")}";
    }

    public static string ReadAs(IEnumerable<SampleFinding> findings) =>
        List(findings.Select(f => f.Call.Copies is { } copies
        ? FormattableString.Invariant($"{f.Sample} @copies.{copies}")
        : $"{f.Sample} @status.{f.Call.Status.Code()}").Distinct());
}
