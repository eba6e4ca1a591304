using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Tests.Decisions;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

/// <summary>Cases made of the hot spots, assays, states and facts of the shipped tables.</summary>
static class RandomCases
{
    static readonly string[] Genes = [.. GivenClinical.Rules.Cases.Genes.Select(g => g.Gene)];
    static readonly string[] Classes = ["pathogenic", "likely-pathogenic", "uncertain", "benign", "established-risk-allele"];
    static readonly string[] Days = ["2026-01-10", "2026-02-20", "2026-03-05", "2026-05-11", "?"];
    static readonly string[] Born = ["1950-04-01", "1980-01-05", "1999-07-09", "1980-01-05", "2012-03-03", "2026-01-02"];
    static readonly Dictionary<string, string[]> Values = new()
    {
        ["AT"] = ["30", "55", "79", "80", "85", "95", "110", "<10", ">150"],
        ["PC"] = ["5", "18", "49", "64", "65", "70", "75", "100", "<5", ">150"],
        ["PS"] = ["12", "32", "49", "50", "54", "60", "76", "100", "<10", ">150"],
    };

    /// <summary>Facts that nothing but people tell.</summary>
    public static readonly IReadOnlyList<Fact> Told = [.. GivenClinical.Rules.Facts.Values.Where(fact =>
        !GivenClinical.Rules.Cases.Derived.Any(d => d.Fact == fact) && !GivenClinical.Rules.Cases.Genes.Any(g => g.Defect == fact)
        && fact.Id is not ("sex" or "age_years" or "age_days" or "pheno" or "geno"))];

    public static Gen<ClinicalCase> Any { get; } = Gen.Choose(0, int.MaxValue - 1).Select(Made);

    /// <summary>Checks a property of many cases.</summary>
    public static void ForAll(Action<ClinicalCase> property, int times = 60) => Prop.ForAll(Arb.From(Any), made =>
    {
        property(made);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(times));

#pragma warning disable CA5394 // Tests want the same numbers again, not secret ones.
    /// <summary>The same things in another order.</summary>
    public static ClinicalCase Shuffled(ClinicalCase made, int seed)
    {
        var random = new Random(seed);
        T[] Mixed<T>(IEnumerable<T> items)
        {
            T[] all = [.. items];
            random.Shuffle(all);
            return all;
        }
        return made with
        {
            Genotypes = Mixed(made.Genotypes),
            Variants = Mixed(made.Variants),
            Assays = Mixed(made.Assays.Select(a => a with { States = a.States is null ? null : Mixed(a.States) })),
            Facts = Mixed(made.Facts).ToDictionary(StringComparer.Ordinal),
        };
    }

    static ClinicalCase Made(int seed)
    {
        var random = new Random(seed);
        T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
        bool Chance(double share) => random.NextDouble() < share;

        DateOnly? born = Chance(0.9) ? DateOnly.Parse(Pick(Born), CultureInfo.InvariantCulture) : null;
        var sex = Chance(0.1) ? Sex.Unknown : Pick<Sex>([Sex.F, Sex.M]);
        var made = GivenCases.Woman with { Subject = new(sex, born, born?.Year, null) };
        foreach (var spot in GivenCases.Panel.All)
            if (Chance(0.7)) made = made.Spot(spot.Id, Chance(0.1) ? null : Chance(0.75) ? 0 : Pick<int>([1, 1, 2]), Pick(
                Enum.GetValues<CasePhase>()));
        if (Chance(0.3)) made = made.Variant(Pick(Genes), "c.1A>G", Pick(Classes), Pick<int?>([1, 2, null]));
        if (Chance(0.1)) made = made.Variant(Pick(Genes), "c.2T>C", Pick(Classes), 1, CasePhase.Trans);
        made = made with
        {
            Coverage = GivenCases.Panel.Genes.Where(_ => Chance(0.6)).ToDictionary(gene => gene, _ => Chance(0.8) ? 1 : 0.9),
        };
        for (var i = random.Next(8); i > 0; i--)
        {
            var row = Pick([.. GivenClinical.Rules.Assays.Where(a => Values.ContainsKey(a.Analyte))]);
            var day = born?.Year == 2026 ? "2026-03-05" : Pick(Days);
            var states = Chance(0.65) ? " none" : Chance(0.2) ? "" : " " + Pick(GivenClinical.Rules.States).Id;
            made = made.Assay($"{row.Analyte} {row.Method} {Pick(Values[row.Analyte])} {day}{states}");
            if (Chance(0.1)) made = made with { Assays = [.. made.Assays.SkipLast(1), made.Assays[^1] with { Held = true }] };
        }
        var share = random.NextDouble();
        foreach (var fact in Told)
            if (Chance(share)) made = made.Facts($"{fact.Id}={Pick(GivenClinical.Candidates(fact))}");
        return made;
    }
#pragma warning restore CA5394
}
