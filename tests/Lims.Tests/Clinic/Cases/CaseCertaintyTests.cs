using System.Globalization;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Tests.Decisions;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

/// <summary>What holds of every case: less is known, and nothing is surer and nothing is freer.</summary>
public sealed class CaseCertaintyTests
{
    // Where one of these is told, what the blood or the plasma says is not the patient's own: untold, it is read as such.
    static readonly string[] Transplants = ["hsct", "liver-transplant"];

    static ClinicalCase Without(ClinicalCase @case, string fact) =>
        @case with { Facts = @case.Facts.Where(f => f.Key != fact).ToDictionary(StringComparer.Ordinal) };

    static void IsNoSurer(CaseAnswer before, CaseAnswer after, string what)
    {
        foreach (var (was, now) in before.Reading.Analytes.Zip(after.Reading.Analytes))
            Assert.True(now.Certainty <= was.Certainty,
                $"without {what} {was.Values.Gene.Analyte} rises from {was.Join.Id} ({was.Certainty}) to {now.Join.Id} ({now.Certainty})");
    }

    static void IsNoFreer(CaseAnswer before, CaseAnswer after, string what)
    {
        var free = after.Free().Intersect(before.Excluded()).ToList();
        Assert.True(free.Count == 0, $"without {what} {string.Join(", ", free)} would be offered freely");
    }

    [Fact]
    public void Without_a_genotype_nothing_is_surer_and_no_excluded_class_is_free() => RandomCases.ForAll(made =>
    {
        var before = made.Concluded();
        foreach (var genotype in made.Genotypes)
        {
            var after = (made with { Genotypes = [.. made.Genotypes.Where(g => g != genotype)] }).Concluded();
            IsNoFreer(before, after, genotype.HotSpot);
            // A carried allele that implies a disturbing state: unknown, the state is not implied.
            var implies = before.Reading.States.Except(after.Reading.States).Any();
            if (!implies) IsNoSurer(before, after, genotype.HotSpot);
        }
    });

    [Fact]
    public void Without_coverage_nothing_is_surer_and_no_excluded_class_is_free() => RandomCases.ForAll(made =>
    {
        var before = made.Concluded();
        foreach (var gene in made.Coverage.Keys)
        {
            var after = (made with { Coverage = made.Coverage.Where(c => c.Key != gene).ToDictionary() }).Concluded();
            IsNoSurer(before, after, $"coverage of {gene}");
            IsNoFreer(before, after, $"coverage of {gene}");
        }
    });

    [Fact]
    public void Without_a_value_that_contradicts_none_nothing_is_surer_and_no_excluded_class_is_free() => RandomCases.ForAll(made =>
    {
        var before = made.Concluded();
        foreach (var assay in made.Assays)
        {
            var after = (made with { Assays = [.. made.Assays.Where(a => a != assay)] }).Concluded();
            IsNoFreer(before, after, $"value {assay.Id}");
            if (assay.States?.Any(Transplants.Contains) == true || Contradicts(before, assay)) continue;
            IsNoSurer(before, after, $"value {assay.Id}");
        }
    });

    [Fact]
    public void A_held_value_makes_nothing_surer_frees_no_class_and_takes_no_alarm_of_a_value_away() => RandomCases.ForAll(made =>
    {
        var lowest = GivenClinical.Rules.Cases.Derived.Where(d => d.From == FactSource.Lowest).Select(d => d.Fact).ToList();
        var alarms = GivenClinical.Rules.CriticalValues.Rows.Where(r => r.When.Facts.Any(lowest.Contains)).Select(r => r.Id).ToList();
        var before = made.Concluded();
        foreach (var (i, assay) in made.Assays.Index().Where(a => !a.Item.Held))
        {
            var after = (made with { Assays = [.. made.Assays.Select((a, k) => k == i ? a with { Held = true } : a)] }).Concluded();
            IsNoFreer(before, after, $"value {assay.Id}");
            Assert.Subset(after.Urgent.Select(u => u.Code).ToHashSet(),
                before.Urgent.Select(u => u.Code).Where(alarms.Contains).ToHashSet());
            if (!Contradicts(before, assay)) IsNoSurer(before, after, $"value {assay.Id}");
        }
    });

    // The tables weigh values against each other: a normal one lowers what a low one tells, and the other way round.
    static bool Contradicts(CaseAnswer answer, CaseAssay assay) => answer.Reading.Analytes
        .Any(a => a.Values.Gene.Analyte == assay.Analyte && a.Values.Values.Where(v => v is { Decides: true, IsRead: true })
            .Select(v => v.IsLow ? "low" : v.Class).Distinct().Count() > 1);

    [Fact]
    public void Without_a_told_fact_nothing_is_surer_and_no_excluded_class_is_free() => RandomCases.ForAll(made =>
    {
        var before = made.Concluded();
        foreach (var fact in made.Facts.Keys)
        {
            var after = Without(made, fact).Concluded();
            IsNoSurer(before, after, fact);
            // Untold, these have the value of the table of defaults.
            if (!GivenClinical.Rules.Cases.Defaults.Any(d => d.Fact.Id == fact)) IsNoFreer(before, after, fact);
        }
    }, times: 30);

    [Fact]
    public void An_unknown_answer_offers_no_class_that_yes_and_no_both_exclude() => RandomCases.ForAll(made =>
    {
        foreach (var fact in RandomCases.Told.Where(f => f.Type == FactType.Flag))
        {
            var (yes, no) = (made.Facts($"{fact.Id}=true").Concluded(), made.Facts($"{fact.Id}=false").Concluded());
            var offered = Without(made, fact.Id).Concluded().Available().Intersect(yes.Excluded()).Intersect(no.Excluded());
            Assert.True(!offered.Any(), $"while '{fact.Id}' is unknown {string.Join(", ", offered)} is offered");
        }
    }, times: 10);

    [Fact]
    public void An_unknown_answer_is_no_answer_but_where_the_table_of_defaults_gives_one() => RandomCases.ForAll(made =>
    {
        foreach (var fact in RandomCases.Told.Where(f => !made.Facts.ContainsKey(f.Id)))
            if (!GivenClinical.Rules.Cases.Defaults.Any(d => d.Fact == fact)) Assert.Equal((fact.Id, "?"), (fact.Id, made.Fact(fact.Id)));
    }, times: 5);

    static string Told(CaseAnswer answer) => string.Join('\n', answer.Fired.Order(StringComparer.Ordinal)
        .Concat(answer.Reading.Facts.Known.Select(f => $"{f.Id}={answer.Reading.Facts.Text(f.Id)}"))
        .Concat(answer.Reading.Analytes.Select(a => $"{a.Values.Phenotype} {a.Genotype} {a.Certainty}"))
        .Concat(answer.Urgent.Select(u => u.Code)).Concat(answer.Available()).Append(answer.Headline.Code)
        .Concat(answer.Missing.Select(m => $"{m.Fact.Id} {string.Join(' ', m.Rows)}"))
        .Concat(answer.Statements.Select(s => s.Code).Order(StringComparer.Ordinal)));

    [Fact]
    public void The_order_of_what_is_told_never_matters() => RandomCases.ForAll(made =>
    {
        var told = Told(made.Concluded());
        for (var seed = 0; seed < 5; seed++) Assert.Equal(told, Told(RandomCases.Shuffled(made, seed).Concluded()));
    });

    static readonly string[] Exact = ["1", "5", "9.9", "10", "20", "49.9", "50", "64.9", "65", "70", "75", "79", "85", "100", "150", "200"];

    [Theory]
    [InlineData("<10")]
    [InlineData("≤10")]
    [InlineData("<65")]
    [InlineData("<80")]
    [InlineData(">70")]
    [InlineData(">100")]
    public void What_is_said_of_a_value_on_one_side_holds_of_every_value_there(string side)
    {
        var bounds = Measurement.Read(side)!.Value;
        foreach (var row in GivenClinical.Rules.Assays.Where(a => a.Analyte is "AT" or "PC" or "PS"))
        {
            var newborn = GivenCases.Woman with { Subject = new(Lims.Kernel.Sex.F, GivenCases.AsOf.AddDays(-9), null, null) };
            foreach (var of in (ClinicalCase[])[GivenCases.Woman, GivenCases.Man, newborn.Facts("newborn_of_at_parent=true")])
            {
                var open = of.Assay($"{row.Analyte} {row.Method} {side} 2026-05-28 none").Concluded();
                foreach (var exact in Exact)
                {
                    var number = decimal.Parse(exact, CultureInfo.InvariantCulture);
                    if (number < bounds.Low || number > bounds.High) continue;
                    var known = of.Assay($"{row.Analyte} {row.Method} {exact} 2026-05-28 none").Concluded();
                    var told = open.Reading.Values[0].Class;
                    if (told is not null) Assert.Equal(told, known.Reading.Values[0].Class);
                    if (told is not null)
                        Assert.Equal(open.Reading.Analytes.Select(a => a.Join.Id), known.Reading.Analytes.Select(a => a.Join.Id));
                    Assert.Subset(known.Urgent.Select(u => u.Code).ToHashSet(), open.Urgent.Select(u => u.Code)
                        .Where(code => code.StartsWith("CV", StringComparison.Ordinal)).ToHashSet());
                }
            }
        }
    }

    [Fact]
    public void A_value_that_is_told_twice_on_the_same_day_changes_nothing() => RandomCases.ForAll(made =>
    {
        // Of two values of one assay on one day the later id counts as the newer one.
        if (made.Assays.GroupBy(a => (a.Analyte, a.Method, a.Day)).FirstOrDefault(g => g.Count() == 1) is not { } one) return;
        var again = made with { Assays = [.. made.Assays, one.Single() with { Id = "again" }] };
        Assert.Equal(made.Concluded().Fired, again.Concluded().Fired);
    });
}
