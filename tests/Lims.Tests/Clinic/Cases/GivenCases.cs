using System.Globalization;
using System.Text;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Tests.Decisions;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

/// <summary>Cases, and what is concluded of them by the shipped rules.</summary>
static class GivenCases
{
    public static readonly DateOnly AsOf = new(2026, 6, 1);
    public const string First = "2026-03-02", Near = "2026-03-20", Later = "2026-05-11";

    public static PanelHotSpots Panel { get; } = new(Thrombophilia.Variants.Panels.Panel.Load());
    public static CaseConcluder Concluder { get; } = new(GivenClinical.Rules, Panel);

    /// <summary>A woman of 46 of whom nothing else is known.</summary>
    public static ClinicalCase Woman { get; } = new("one", AsOf, new(Sex.F, new DateOnly(1980, 1, 5), 1980, null), [], [],
        new Dictionary<string, double>(), [], new Dictionary<string, string>(), new Dictionary<string, bool>());

    /// <summary>A man of the same age.</summary>
    public static ClinicalCase Man { get; } = Woman with { Subject = Woman.Subject with { Sex = Sex.M } };

    /// <summary>Adds a hot spot: its copies, or null for one that was not covered.</summary>
    public static ClinicalCase Spot(this ClinicalCase @case, string id, int? copies, CasePhase phase = CasePhase.Unknown) =>
        @case with
        {
            Genotypes = [.. @case.Genotypes.Where(g => g.HotSpot != id),
                new(id, copies is null ? "not-covered" : copies == 0 ? "reference" : "called", copies, phase)],
        };

    /// <summary>Every hot spot is proven normal, and these genes, or all, were covered.</summary>
    public static ClinicalCase AllNormal(this ClinicalCase @case, bool covered = true) => @case with
    {
        Genotypes = [.. Panel.All.Select(h => new CaseGenotype(h.Id, "reference", 0, CasePhase.Unknown))],
        Coverage = covered ? Panel.All.Select(h => h.Gene).Distinct().ToDictionary(gene => gene, _ => 1.0) : @case.Coverage,
    };

    /// <summary>Adds another variant.</summary>
    public static ClinicalCase Variant(this ClinicalCase @case, string gene, string hgvsC, string? found, int? copies = 1,
        CasePhase phase = CasePhase.Unknown) =>
        @case with { Variants = [.. @case.Variants, new(gene, hgvsC, found, copies, phase)] };

    /// <summary>Adds a value as <c>PC chromogenic 49 2026-03-02 none</c>; states with + between, nothing for not recorded.</summary>
    public static ClinicalCase Assay(this ClinicalCase @case, string told)
    {
        var part = told.Split(' ');
        var row = GivenClinical.Rules.Assays.First(a => a.Analyte == part[0] && a.Method == part[1]);
        DateOnly? day = part.Length > 3 && part[3] != "?" ? DateOnly.Parse(part[3], CultureInfo.InvariantCulture) : null;
        string[]? states = part.Length < 5 ? null : part[4] == "none" ? [] : part[4].Split('+');
        return @case with
        {
            Assays = [.. @case.Assays, new($"{@case.Assays.Count + 1}", null, part[0], part[1],
                Measurement.Read(part[2])!.Value, row.Unit, day, day?.ToString("O"), states)],
        };
    }

    /// <summary>Adds values.</summary>
    public static ClinicalCase Assays(this ClinicalCase @case, params string[] told) => told.Aggregate(@case, Assay);

    /// <summary>Tells facts as <c>event=pe;phase=treatment</c>.</summary>
    public static ClinicalCase Facts(this ClinicalCase @case, string told)
    {
        var facts = @case.Facts.ToDictionary(StringComparer.Ordinal);
        foreach (var pair in told.Split(';')) facts[pair.Split('=')[0]] = pair.Split('=')[1];
        return @case with { Facts = facts };
    }

    /// <summary>What is concluded.</summary>
    public static CaseAnswer Concluded(this ClinicalCase @case) => Concluder.Conclude(@case);

    /// <summary>The facts of a case.</summary>
    public static CaseReading Reading(this ClinicalCase @case) => @case.Concluded().Reading;

    /// <summary>A fact of a case, as text.</summary>
    public static string Fact(this ClinicalCase @case, string id) => @case.Reading().Facts.Text(id);

    /// <summary>One analyte of a case.</summary>
    public static JoinedAnalyte Analyte(this ClinicalCase @case, string code) =>
        @case.Reading().Analytes.Single(a => a.Values.Gene.Analyte == code);

    /// <summary>The one value of a case, judged.</summary>
    public static AssayReading Judged(this ClinicalCase @case) => @case.Reading().Values.Single();

    /// <summary>Reads JSON in which ' stands for ".</summary>
    public static IReadOnlyList<ClinicalCase> Read(string json, string name = "case.json") =>
        new CaseJson(GivenClinical.Rules, Panel, AsOf).Read(Encoding.UTF8.GetBytes(json.Replace('\'', '"')), name);

    /// <summary>The classes that are offered without a restriction.</summary>
    public static IReadOnlyList<string> Free(this CaseAnswer answer) => [.. answer.Options.Available.Select(d => d.Id)
        .Except(answer.Options.Restricted.Select(k => k.Class.Id))];

    /// <summary>The classes that are offered.</summary>
    public static IReadOnlyList<string> Available(this CaseAnswer answer) => [.. answer.Options.Available.Select(d => d.Id)];

    /// <summary>The classes that rows keep away.</summary>
    public static IReadOnlyList<string> Excluded(this CaseAnswer answer) => [.. answer.Options.Excluded.Select(k => k.Class.Id)];
}
