using System.Text.Json;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Conclusions;

/// <summary>What must hold for every person, tried on many made from fixed seeds.</summary>
public sealed class CaseConclusionTests
{
    static readonly ClinicalRules Rules = Knowledge.Cases.Clinical;
    static readonly string[] States = [.. Rules.States.Select(s => s.Id)];
    static readonly AssayRow[] Assays =
        [.. Rules.Assays.Where(a => Rules.Cases.Genes.Any(g => g.Analyte == a.Analyte))];

    // Of each analyte, the row that decides.
    static Dictionary<string, JoinRow> Join(Case person) => person.Statements.Where(s => s.Code[0] == 'J' && s.Code[1] != 'X')
        .ToDictionary(s => s.Text!.English[..s.Text.English.IndexOf(':', StringComparison.Ordinal)],
            s => Rules.Join.Rows.First(row => row.Id == s.Code));

    static T Any<T>(Random r, IReadOnlyList<T> of) => of[r.Next(of.Count)];

    static Case Random(int seed)
    {
        var r = new Random(seed);
        var person = new Case();
        for (var i = r.Next(4); i > 0; i--)
            person = r.Next(4) switch
            {
                0 => person.With(Any(r, Knowledge.Panel.HotSpots).Id,
                    Any(r, [CallStatus.NotCovered, CallStatus.NoCall, CallStatus.Filtered])),
                1 => person.Also("S2", Case.Call(Any(r, Knowledge.Panel.HotSpots).Id, CallStatus.Called, r.Next(1, 3))),
                _ => person.Carrying(Any(r, Knowledge.Panel.HotSpots).Id, r.Next(1, 3)),
            };
        if (r.Next(5) == 0) person = person.Variant(Any(r, Knowledge.Panel.Genes));
        for (var i = r.Next(9); i > 0; i--)
        {
            var rule = Any(r, Assays);
            person = person.Assay(rule.Analyte, rule.Method, Any(r, new[] { 30m, 45m, 70m, 100m, 110m }),
                r.Next(6) == 0 ? null : r.Next(100),
                r.Next(3) == 0 ? [Any(r, States)] : [], r.Next(8) != 0);
        }
        return person;
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 250)];

    [Theory, MemberData(nameof(Seeds))]
    public void The_order_of_the_evidence_does_not_matter(int seed)
    {
        var person = Random(seed);
        var r = new Random(seed);
        var shuffled =
            person with
            {
                Findings = [.. person.Findings.OrderBy(_ => r.Next())],
                Assays = [.. person.Assays.OrderBy(_ => r.Next())]
            };
        Assert.Equal(JsonSerializer.Serialize(person.Statements), JsonSerializer.Serialize(shuffled.Statements));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_finding_that_proves_nothing_never_makes_anything_more_certain(int seed)
    {
        var person = Random(seed);
        var before = Join(person);
        foreach (var hotSpot in Knowledge.Panel.HotSpots)
            foreach (var status in new[] { CallStatus.NotCovered, CallStatus.NoCall, CallStatus.AssumedReference, CallStatus.Filtered })
                foreach (var (analyte, row) in Join(person.Also("S3", Case.Call(hotSpot.Id, status, null))))
                    Assert.True(!before.TryGetValue(analyte, out var own) || row.Certainty <= own.Certainty);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_further_state_never_confirms_a_deficiency(int seed)
    {
        var person = Random(seed);
        var before = Join(person);
        for (var i = 0; i < person.Assays.Count; i++)
        {
            if (person.Assays[i].States is not { } recorded) continue;
            foreach (var state in States)
            {
                var disturbed = person with
                {
                    Assays = [.. person.Assays.Select((a, at) => at == i ? a with { States = [.. recorded, state] } : a)]
                };
                foreach (var (analyte, row) in Join(disturbed))
                    Assert.True(row.Defect != "confirmed" || before[analyte].Defect == "confirmed", $"{analyte} {state}");
            }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Every_copy_carried_that_matters_is_stated_and_a_headline_always_exists(int seed)
    {
        var person = Random(seed);
        var conclusion = Knowledge.Cases.Analyse(person.Evidence).Conclusion;
        Assert.NotEmpty(conclusion.Statements);
        if (conclusion.Genotypes.Unusable) return;
        foreach (var carried in conclusion.Genotypes.HotSpots.Where(h => h.Copies > 0 && Knowledge.Panel.IsJudged(h.HotSpot)))
            Assert.Contains(conclusion.Statements, s => s.Code == "carried"
                && s.Text!.English.Contains(carried.HotSpot.Id, StringComparison.Ordinal));
    }
}
