using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Variants.Alleles;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>
/// Turns everything known of one person into ordered statements: what is urgent, whose the samples are, the headline,
/// what somebody has to review, and the rest. The same evidence always gives the same statements.
/// </summary>
sealed class Concluder(ConclusionRules rules, CaseConcluder cases, PanelFacts panel, TransplantStates transplants)
{
    static readonly SortedDictionary<string, string> NoParameters = [];

    /// <summary>Concludes. Nothing unknown is filled in.</summary>
    public CaseConclusion Conclude(CaseEvidence evidence)
    {
        var (@case, genotypes) = CaseOf(evidence);
        var answer = cases.Judge(@case);
        var findings = new FindingStatements(rules, genotypes, answer);
        var assays = evidence.Assays.Select(a => a.Id).ToHashSet();
        List<Alarm> alarms = [.. answer.Alarms.Select(a => new Alarm(a.Row, Stated(a.Said) with { Topic = Statement.Urgent }))];
        return new([.. alarms.Select(a => a.Statement), .. findings.Identity(),
            .. alarms.Count > 0 ? [] : (Statement[])[Stated(answer.Headline)], .. findings.ForReview(),
            .. answer.Statements.Where(s => !IsForReview(s)).Select(Stated), .. findings.OfHotSpots(),
            .. findings.Settled()], genotypes)
        {
            Alarms = alarms,
        };

        // What somebody has to review was told with how each sample was read.
        bool IsForReview(Said said) => said.Code is Said.Carried or Said.Uncertain && said.Basis.All(findings.IsForReview);

        static string[] Sorted(IEnumerable<string> ids) => [.. ids.Distinct().Order(StringComparer.Ordinal)];

        Statement Stated(Said said) => new(said.Code, "", NoParameters,
            Sorted(said.Basis.Where(assays.Contains)), Sorted(said.Basis.SelectMany(findings.ReferencesOf)), said.Text);
    }

    /// <summary>The same with options for the physician, scores and what would change them.</summary>
    public CaseAnswer Advise(CaseEvidence evidence) => cases.Conclude(CaseOf(evidence).Case);

    /// <summary>The genotypes of a person, and what values and genes say; nothing is concluded.</summary>
    public (Genotypes Genotypes, CaseReading Reading) Read(CaseEvidence evidence)
    {
        var (@case, genotypes) = CaseOf(evidence);
        return (genotypes, cases.Read(@case));
    }

    (ClinicalCase Case, Genotypes Genotypes) CaseOf(CaseEvidence evidence)
    {
        var states = transplants.Of(evidence.Subject.Transplant);
        var donor = transplants.AreDonor(states.Concat(evidence.Assays.SelectMany(a => a.States ?? [])));
        var genotypes = Genotypes.Of(evidence, panel, rules, donor);
        return (CaseOf(evidence, genotypes, states), genotypes);
    }

    ClinicalCase CaseOf(CaseEvidence evidence, Genotypes genotypes, IReadOnlyList<string> states) => new(
        "", evidence.Today, new(evidence.Subject.Sex, null, evidence.Subject.BirthYear, evidence.Subject.Group),
        [.. genotypes.HotSpots.Where(h => h.Basis.Count > 0).Select(h => GenotypeOf(h, genotypes))],
        [.. genotypes.ForReview.SelectMany(VariantOf)], new Dictionary<string, double>(),
        [.. evidence.Assays.Select(a => new CaseAssay(a.Id, a.Sample, a.Analyte, a.Method, a.Value, a.Unit,
            a.Drawn is { } drawn ? evidence.DayOf(drawn) : null, a.Drawn is { } at ? evidence.Printed(at) : null, a.States)
            { Held = a.Held })],
        evidence.Facts, evidence.Answers)
    { States = states };

    static CaseGenotype GenotypeOf(HotSpotGenotype spot, Genotypes all)
    {
        var (status, copies) = spot.Standing switch
        {
            GenotypeState.Reference => ("reference", 0),
            GenotypeState.Carried => ("called", spot.Copies),
            GenotypeState.OtherAllele => ("called", 0),
            GenotypeState.Discordant => (CaseGenotype.Discordant, null),
            _ => ("no-call", (int?)null),
        };
        return new(spot.HotSpot.Id, status, copies, PhaseOf(spot, all));
    }

    // Two hot spots of one gene lie as the files tell of both, where they agree.
    static CasePhase PhaseOf(HotSpotGenotype spot, Genotypes all)
    {
        if (spot is not { Standing: GenotypeState.Carried, HotSpot.HgvsC: { } own }) return CasePhase.Unknown;
        var others = all.HotSpots.Where(h => h != spot && h is { Standing: GenotypeState.Carried, HotSpot.HgvsC: not null }
            && h.HotSpot.Gene == spot.HotSpot.Gene).ToList();
        if (others is not [var other]) return CasePhase.Unknown;
        var told = spot.Basis.Select(f => PhaseNotes.With(f.Call.Notes, other.HotSpot.HgvsC!))
            .Concat(other.Basis.Select(f => PhaseNotes.With(f.Call.Notes, own)))
            .Where(p => p is Phasing.Cis or Phasing.Trans).Distinct().ToList();
        return told switch
        {
            [Phasing.Trans] => CasePhase.Trans,
            [Phasing.Cis] => CasePhase.Cis,
            _ => CasePhase.Unknown
        };
    }

    // Only what is surely carried; what a file leaves open is for review and proves nothing.
    IEnumerable<CaseVariant> VariantOf(IReadOnlyList<SampleFinding> variant)
    {
        var called = variant.Select(f => f.Call).Where(c => c is { Status: Variants.Calling.Rows.CallStatus.Called, Copies: > 0 }).ToList();
        if (called.Count == 0) yield break;
        var call = called.Count == 1 ? called[0] : called.MaxBy(rules.Variants.StandingOf)!;
        yield return new(call.Gene, FindingStatements.NameOf(call), call.Class, called.Max(c => c.Copies), CasePhase.Unknown);
    }
}
