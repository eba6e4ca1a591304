using System.Globalization;
using System.Text.RegularExpressions;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>Words hot spots, variants and what was not examined.</summary>
sealed partial class GeneticsWriter(ReportKnowledge knowledge)
{
    const string Legacy = "legacy-";
    readonly Panel panel = knowledge.Panel;

    /// <summary>What the files of a person say.</summary>
    public ReportGenetics Write(ReportBasis basis)
    {
        if (basis.Evidence.Intakes.Count == 0)
            return new(false, [], [], [.. Genes().Select(g => new ReportCoverage(g.Symbol, g.Transcript, 0, 0,
                ReportTexts.Of("coverage.none")))], []);
        var spots = basis.Genotypes.HotSpots;
        var judged = spots.Where(h => !h.HotSpot.IsProvisional).ToLookup(h => h.HotSpot.Gene, StringComparer.Ordinal);
        return new(true, [.. spots.Select(OfHotSpot)], [.. basis.Genotypes.ForReview.Select(OfVariant)],
            [.. Genes().Select(g => CoverageOf(g.Symbol, g.Transcript, [.. judged[g.Symbol]]))],
            [.. spots.Where(h => !h.HotSpot.IsProvisional && !IsProven(h)).Select(h => h.HotSpot.Display)]);
    }

    // The panel's genes, then those of which it has sites alone.
    IEnumerable<(string Symbol, string? Transcript)> Genes() =>
        panel.Genes.Select(g => (g.Symbol, (string?)g.Transcript))
            .Concat(panel.HotSpots.Select(h => h.Gene).Distinct().Except(panel.Genes.Select(g => g.Symbol)).Select(g => (g,
                (string?)null)));

    static ReportCoverage CoverageOf(string gene, string? transcript, List<HotSpotGenotype> spots)
    {
        var proven = spots.Count(IsProven);
        return new(gene, transcript, spots.Count, proven,
            transcript is null ? ReportTexts.Of("coverage.sites", proven, spots.Count)
            : spots.Count == 0 ? ReportTexts.Of("coverage.listed") : ReportTexts.Of("coverage.gene", proven, spots.Count));
    }

    static bool IsProven(HotSpotGenotype spot) =>
        spot.Standing is GenotypeState.Reference or GenotypeState.Carried or GenotypeState.OtherAllele;

    ReportVariant OfHotSpot(HotSpotGenotype spot)
    {
        var known = panel.HotSpots.First(h => h.Id == spot.HotSpot.Id);
        var calls = spot.Basis.Select(f => f.Call).ToList();
        var shown = calls.FirstOrDefault(c => c.Copies > 0) ?? calls.FirstOrDefault();
        var (status, words) = spot.Standing switch
        {
            GenotypeState.Reference => ("reference", ReportTexts.Of("status.reference")),
            GenotypeState.Carried => ("called", ReportTexts.Of("status.called")),
            GenotypeState.OtherAllele => ("other-allele", ReportTexts.Of("status.other-allele")),
            GenotypeState.AtLeastOne => ("at-least-one", ReportTexts.Of("status.at-least-one")),
            GenotypeState.Discordant => ("discordant", ReportTexts.Of("status.discordant")),
            _ when shown is not null => (shown.Status.Code(), ReportTexts.OfConclusions($"status.{shown.Status.Code()}")),
            _ => ("no-finding", ReportTexts.OfConclusions("status.no-finding")),
        };
        if (known.IsProvisional) words = ReportTexts.Of("status.provisional", words);
        var stated = known.Class ?? knowledge.HotSpots.All.First(h => h.Id == known.Id).Class?.Code();
        return new(known.Gene, HgncOf(known.Gene), known.Id, Words.Same(NameOf(known.HgvsC) ?? known.Id), known.HgvsC,
            shown?.HgvsP ?? known.HgvsP, Older(known.AlsoKnownAs, shown), known.Rsid, shown?.Consequence, PlaceOf(shown),
            spot.Copies, ZygosityOf(spot.Copies, spot.Standing), status, words,
            known.Class is not null ? new(stated, ClassOf(stated), [], [], ReportTexts.Of("class-by.panel", panel.Id, panel.Version))
                : ClassificationOf(shown?.Class ?? stated, shown?.Criteria), [.. spot.Basis.Select(ReadOf)]);
    }

    // Files of different days may differ: the strongest proof is shown, and how each sample was read.
    ReportVariant OfVariant(IReadOnlyList<SampleFinding> variant)
    {
        var calls = variant.Select(f => f.Call).ToList();
        var call = calls.OrderByDescending(c => c.Status == CallStatus.Called).ThenByDescending(c => c.Copies ?? 0).First();
        var copies = call.Status == CallStatus.Called ? call.Copies : null;
        return new(call.Gene, HgncOf(call.Gene), null, ChangeOf(call), call.HgvsC is null ? null : Full(call), call.HgvsP,
            Older([], call),
            call.Rsid, call.Consequence, PlaceOf(call), copies,
            ZygosityOf(copies, copies is null ? GenotypeState.Unread : GenotypeState.Carried), call.Status.Code(),
            ReportTexts.OfConclusions($"status.{call.Status.Code()}"), ClassificationOf(call.Class, call.Criteria),
            [.. variant.Select(ReadOf)]);
    }

    static string Full(PanelCall call) => call.Transcript is null || call.HgvsC!.Contains(':', StringComparison.Ordinal)
        ? call.HgvsC! : $"{call.Transcript}:{call.HgvsC}";

    static string? NameOf(string? hgvsC) => hgvsC?[(hgvsC.IndexOf(':', StringComparison.Ordinal) + 1)..];

    string? HgncOf(string gene) => panel.Genes.FirstOrDefault(g => g.Symbol == gene)?.HgncId;

    static ReportPlace? PlaceOf(PanelCall? call) => call is null ? null : new(call.Build, call.Chrom, call.Pos, call.Ref, call.Alt);

    static string[] Older(IEnumerable<string> known, PanelCall? call) =>
        [.. known.Concat((call?.Notes ?? []).Where(n => n.StartsWith(Legacy, StringComparison.Ordinal)).Select(n => n[Legacy.Length..]))
            .Distinct()];

    /// <summary>What is changed: a symbolic allele in words, which no reader takes for a base.</summary>
    static Words ChangeOf(PanelCall call)
    {
        var isSymbolic = call.Alt.AsSpan().IndexOfAny('<', '[', ']') >= 0;
        if (!isSymbolic)
            return Words.Same(NameOf(call.HgvsC)
                ?? string.Create(CultureInfo.InvariantCulture, $"{call.Chrom}:{call.Pos} {call.Ref}>{call.Alt}"));
        var terms = call.Consequence ?? "";
        if (terms.Contains("transcript_ablation", StringComparison.Ordinal)) return ReportTexts.Of("change.whole-deletion");
        if (terms.Contains("transcript_amplification", StringComparison.Ordinal)) return ReportTexts.Of("change.whole-duplication");
        var kind = ReportTexts.Of(call.Alt switch
        {
            ['<', 'D', 'E', 'L', ..] => "change.deletion",
            ['<', 'D', 'U', 'P', ..] => "change.duplication",
            ['<', 'I', 'N', 'S', ..] => "change.insertion",
            ['<', 'I', 'N', 'V', ..] => "change.inversion",
            ['<', 'C', 'N', ..] => "change.copy-number",
            _ => "change.rearrangement",
        });
        return call.Notes.Select(n => Exons().Match(n)).FirstOrDefault(m => m.Success) is not { } exons ? kind
            : exons.Groups[1].Value == exons.Groups[2].Value ? ReportTexts.Of("change.exon", kind, exons.Groups[1].Value)
            : ReportTexts.Of("change.exons", kind, exons.Groups[1].Value, exons.Groups[2].Value);
    }

    static Words ZygosityOf(int? copies, GenotypeState standing) => ReportTexts.Of(standing switch
    {
        GenotypeState.AtLeastOne => "zygosity.at-least-one",
        GenotypeState.OtherAllele => "zygosity.0",
        GenotypeState.Discordant => "zygosity.unknown",
        _ => copies switch { 0 => "zygosity.0", 1 => "zygosity.1", 2 => "zygosity.2", _ => "zygosity.unknown" },
    });

    static Words ClassOf(string? code) => ReportTexts.OfConclusions($"class.{code ?? "none"}");

    // Criteria as Classification.Text writes them: met; "A,B?why"; "@rules"; "@for:disease"; "@table".
    static ReportClassification ClassificationOf(string? code, string? criteria)
    {
        var parts = (criteria ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        var rules = parts.Where(p => p[0] == '@' && !p.StartsWith("@for:", StringComparison.Ordinal)).Select(p => p[1..]).ToList();
        return new(code, ClassOf(code), [.. parts.Where(p => p[0] != '@' && !p.Contains('?', StringComparison.Ordinal))],
            [.. parts.Where(p => p.Contains('?', StringComparison.Ordinal)).SelectMany(p => p.Split('?')[0].Split(','))],
            rules.Count > 0 ? ReportTexts.Of("class-by.rules", string.Join(", ", rules)) : null);
    }

    static ReportRead ReadOf(SampleFinding finding)
    {
        var call = finding.Call;
        return new(finding.Sample, call.Genotype, call.Status.Code(),
            ReportTexts.OfConclusions($"status.{call.Status.Code()}"), call.Depth,
            Number(call.AlleleBalance, 3), Number(call.GenotypeQuality, 1));
    }

    static decimal? Number(double? value, int digits) =>
        value is { } number && double.IsFinite(number) ? Math.Round((decimal)number, digits) : null;

    [GeneratedRegex(@"^(?:perhaps-)?exons-(\d+)-(\d+)$")]
    private static partial Regex Exons();
}
