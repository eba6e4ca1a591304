using System.Text.Json;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;
using static Thrombophilia.Lims.Clinic.Conclusions.StatementCodes;

namespace Thrombophilia.Lims.Tests.Clinic.Conclusions;

/// <summary>What must hold for every person, tried on many made from fixed seeds.</summary>
public sealed class CaseConclusionTests
{
    static readonly string[] Certain = [DeficiencySupported, LowRepeatedlyNoVariant, HotSpotsNegative,
        RiskAlleleWithoutDeficiency, ActivityNormal];
    static readonly string[] States = [.. Knowledge.Rules.States.Select(s => s.Id)];

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
            var rule = Any(r, Knowledge.Rules.Assays);
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
        var before = person.Statements.Where(s => Certain.Contains(s.Code)).Select(s => (s.Code, s.Topic)).ToHashSet();
        foreach (var hotSpot in Knowledge.Panel.HotSpots)
            foreach (var status in new[] { CallStatus.NotCovered, CallStatus.NoCall, CallStatus.AssumedReference,
                CallStatus.Filtered })
                Assert.Subset(before, person.Also("S3", Case.Call(hotSpot.Id, status, null)).Statements
                    .Where(s => Certain.Contains(s.Code)).Select(s => (s.Code, s.Topic)).ToHashSet());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_further_state_never_produces_a_deficiency(int seed)
    {
        var person = Random(seed);
        var before = person.Statements.Where(s => s.Code == DeficiencySupported).Select(s => s.Topic).ToHashSet();
        for (var i = 0; i < person.Assays.Count; i++)
        {
            if (person.Assays[i].States is not { } recorded) continue;
            foreach (var state in States)
            {
                var disturbed =
                    person with
                    {
                        Assays =
                    [.. person.Assays.Select((a, at) => at == i ? a with { States = [.. recorded, state] } : a)]
                    };
                Assert.Subset(before,
                    disturbed.Statements.Where(s => s.Code == DeficiencySupported).Select(s => s.Topic).ToHashSet());
            }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Every_copy_carried_is_stated_and_a_headline_always_exists(int seed)
    {
        var person = Random(seed);
        Assert.NotEmpty(person.Statements);
        var conclusion = Knowledge.Cases.Analyse(person.Evidence).Conclusion;
        foreach (var carried in conclusion.Genotypes.HotSpots.Where(h => h.Copies > 0))
            Assert.Contains(conclusion.Statements,
                s => s.Code is HotSpotCarried or ModifierCarried or ProvisionalSiteCarried && s.Topic == carried.HotSpot.Id);
    }
}
