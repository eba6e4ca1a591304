using System.Globalization;
using Hl7.Fhir.Model;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Reports.Fhir;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Thrombophilia.Lims.Tests.Clinic.Reports.Fhir;

public sealed class ReportBundleTests
{
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en"), Chinese = CultureInfo.GetCultureInfo("zh-CN");

    static Bundle BundleOf(Report report, CultureInfo? culture = null) =>
        Knowledge.Cases.Bundles.Of(report.Read(), report.Sha256, isWithdrawn: false, culture ?? English);

    internal static IEnumerable<T> All<T>(Bundle bundle) where T : Resource => bundle.Entry.Select(e => e.Resource!).OfType<T>();

    static IEnumerable<Observation> Of(Bundle bundle, string code) =>
        All<Observation>(bundle).Where(o => o.Code!.Coding.Any(c => c.Code == code));

    static DataType? Component(Observation observation, string code) =>
        observation.Component.SingleOrDefault(c => c.Code!.Coding[0].Code == code)?.Value;

    static string CodeOf(DataType? value) => ((CodeableConcept)value!).Coding[0].Code!;

    internal static async Task<Report> CarrierAsync(GivenReports given, params PanelCall[] others)
    {
        await given.RegisteredAsync();
        await given.ReadAsync(new Dictionary<string, int> { ["F5-Leiden"] = 1 }, others);
        await given.MeasureAsync("A1,PC,chromogenic,48,%,2026-03-02T08:05+08:00,none",
            "A2,AT,chromogenic-xa,<10,%,2026-03-02T08:05+08:00,acute-thrombosis");
        return await given.SignAsync();
    }

    [Fact]
    public async Task Every_reference_is_of_an_entry_and_every_observation_stands_in_the_result()
    {
        using var given = new GivenReports();
        var bundle = BundleOf(await CarrierAsync(given));
        var addresses = bundle.Entry.Select(e => e.FullUrl!).ToHashSet();
        Assert.Equal(bundle.Entry.Count, addresses.Count);
        var references = bundle.Entry.SelectMany(e => References(e.Resource!)).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Contains(reference, addresses));
        var results = Assert.Single(All<DiagnosticReport>(bundle)).Result.Select(r => r.Reference!).ToHashSet();
        Assert.All(bundle.Entry.Where(e => e.Resource is Observation), e => Assert.Contains(e.FullUrl!, results));
    }

    static IEnumerable<string> References(Base element) =>
        element is ResourceReference { Reference: { } reference } ? [reference]
            : element.EnumerateElements().SelectMany(e => e.Value is IEnumerable<Base> many ? many.SelectMany(References)
                : e.Value is Base one ? References(one) : []);

    [Fact]
    public async Task A_carrier_of_the_risk_allele_is_present_and_its_meaning_stands_beside_it()
    {
        using var given = new GivenReports();
        var report = await CarrierAsync(given);
        var bundle = BundleOf(report);
        var place = report.Read().Genetics.HotSpots.Single(h => h.Copies == 1).Place!;
        var variant = Assert.Single(Of(bundle, "69548-6"), o => CodeOf(o.Value) == "LA9633-4");
        Assert.Equal("NM_000130.5:c.1601G>A", CodeOf(Component(variant, "48004-6")));
        Assert.Equal("HGNC:3542", CodeOf(Component(variant, "48018-6")));
        Assert.Equal("LA6706-1", CodeOf(Component(variant, "53034-5")));
        Assert.Equal($"NC_000001.11:g.{place.Pos}C>T", CodeOf(Component(variant, "81290-9")));
        Assert.Equal(("C", "T"), (((FhirString)Component(variant, "69547-8")!).Value, ((FhirString)Component(variant, "69551-0")!).Value));
        Assert.Equal(place.Pos, ((Hl7.Fhir.Model.Range)Component(variant, "81254-5")!).Low!.Value);

        // The class stands on the implication and nowhere else; a risk allele has none of the five codes.
        Assert.DoesNotContain(Of(bundle, "69548-6"), o => o.Component.Exists(c => c.Code!.Coding[0].Code == "53037-8"));
        var implication = Assert.Single(Of(bundle, "diagnostic-implication"));
        Assert.Equal("established-risk-allele", CodeOf(Component(implication, "53037-8")));
        Assert.Equal(bundle.Entry.Single(e => e.Resource == variant).FullUrl, Assert.Single(implication.DerivedFrom).Reference);
    }

    [Fact]
    public async Task What_no_file_proves_is_neither_absent_nor_silent()
    {
        using var given = new GivenReports();
        await given.RegisteredAsync();
        var calls = GivenLims.Calls("S1").Select((c, i) => new SampleCall(c.Sample, i switch
        {
            0 => c.Call with { Status = CallStatus.NotCovered, Copies = null, Genotype = null },
            1 => c.Call with { Status = CallStatus.LowQuality, Copies = null },
            _ => c.Call,
        })).ToList();
        await given.Lab.Complete(await given.Lab.Begin(), calls, "S1");
        var bundle = BundleOf(await given.SignAsync());
        var answers = Of(bundle, "69548-6").Select(o => CodeOf(o.Value)).ToList();
        Assert.Equal(1, answers.Count(a => a == "LA18198-4"));
        Assert.Equal(1, answers.Count(a => a == "LA11884-6"));
        Assert.Equal(calls.Count - 2, answers.Count(a => a == "LA9634-2"));
        Assert.Empty(Of(bundle, "diagnostic-implication"));
        var regions = All<Procedure>(bundle).SelectMany(p => p.Extension)
            .Single(e => e.Url!.EndsWith("-regions", StringComparison.Ordinal));
        Assert.Equal(calls.Take(2).Select(c => c.Call.HotSpot),
            regions.Extension.Where(e => e.Url == "uncalled").Select(e => CodeOf(e.Value)));
    }

    [Fact]
    public async Task A_disturbed_value_bears_no_flag_and_says_what_disturbs_it()
    {
        using var given = new GivenReports();
        var bundle = BundleOf(await CarrierAsync(given));
        var read = Assert.Single(All<Observation>(bundle), o => o.Identifier.Exists(i => i.Value == "A1"));
        Assert.Equal("L", CodeOf(Assert.Single(read.Interpretation)));
        Assert.Equal((48m, "%"), (((Quantity)read.Value!).Value, ((Quantity)read.Value!).Code));
        Assert.Equal((69m, 151m), (read.ReferenceRange[0].Low!.Value, read.ReferenceRange[0].High!.Value));
        var disturbed = Assert.Single(All<Observation>(bundle), o => o.Identifier.Exists(i => i.Value == "A2"));
        Assert.Equal(Quantity.QuantityComparator.LessThan, ((Quantity)disturbed.Value!).Comparator);
        Assert.Empty(disturbed.Interpretation);
        Assert.Contains(disturbed.Note, n => n.Text!.Contains("thrombosis", StringComparison.OrdinalIgnoreCase));
        // A LOINC code that the hospital has still to confirm is not sent; the local one is.
        Assert.Equal("PC/chromogenic", Assert.Single(read.Code!.Coding).Code);
        Assert.Equal(["AT/chromogenic-xa", "27811-9"], disturbed.Code!.Coding.Select(c => c.Code));
    }

    [Fact]
    public async Task The_same_report_gives_the_same_bytes_and_a_correction_is_amended()
    {
        using var given = new GivenReports();
        var first = await CarrierAsync(given);
        string Print(Report report) => Knowledge.Cases.Bundles.Print(report.Read(), report.Sha256, false, Chinese);
        Assert.Equal(Print(first), Print(first));
        Assert.Equal(DiagnosticReport.DiagnosticReportStatus.Final, All<DiagnosticReport>(BundleOf(first)).Single().Status);
        await given.MeasureAsync("A3,PC,chromogenic,50,%,2026-05-02T08:05+08:00,none");
        var second = await given.SignAsync("a second draw");
        var amended = All<DiagnosticReport>(BundleOf(second)).Single();
        Assert.Equal(DiagnosticReport.DiagnosticReportStatus.Amended, amended.Status);
        Assert.Contains("a second draw", amended.Conclusion!, StringComparison.Ordinal);
        Assert.Equal($"{second.Number}/2", amended.Identifier[1].Value);
        Assert.NotEqual(Print(first), Print(second));
        Assert.Equal(DiagnosticReport.DiagnosticReportStatus.EnteredInError,
            All<DiagnosticReport>(Knowledge.Cases.Bundles.Of(first.Read(), first.Sha256, isWithdrawn: true, English)).Single().Status);
    }

    [Fact]
    public async Task Provenance_names_the_signers_the_files_and_every_version()
    {
        using var given = new GivenReports();
        var report = await CarrierAsync(given);
        var provenance = Assert.Single(All<Hl7.Fhir.Model.Provenance>(BundleOf(report)));
        Assert.Equal(["author", "attester", "assembler"], provenance.Agent.Select(a => a.Type!.Coding[0].Code));
        Assert.Equal(["mei", "bo"], provenance.Agent.Take(2).Select(a => a.Who!.Identifier!.Value));
        var entities = provenance.Entity.Select(e => e.What!.Identifier!.Value).ToList();
        Assert.Contains(report.Read().Provenance.VcfSha256[0], entities);
        Assert.Contains(report.Sha256, entities);
        Assert.Contains("fhir-codes 1.0.0", entities);
    }

    [Fact]
    public void Where_the_build_has_the_counted_allele_no_bases_are_sent()
    {
        var panel = Thrombophilia.Variants.Panels.Panel.Load("thrombophilia-core");
        var spot = panel.HotSpots.First(h => h.Places.Any(p => p.Ref == p.Counted));
        var place = spot.Places.First(p => p.Ref == p.Counted);
        using var given = new GivenReports();
        var words = Lims.Decisions.Words.Same("x");
        var variant = new ReportVariant(spot.Gene, "HGNC:1", spot.Id, words, spot.HgvsC, spot.HgvsP, [], null, null,
            new(place.Build, place.Chrom, place.Pos, place.Ref, place.Counted), 1, words, "called", words,
            new(null, words, [], [], null), []);
        var context = new FhirContext(Knowledge.Cases.Fhir, (type, key) => $"{type}/{key}", English);
        var report = new ReportContent("R1", 1, "2026-03-02T08:05+08:00", "WH", null, new("P1", "F", words, 1980, "Case", words), [], [],
            new(Guid.Empty, 1, [], null, []), new(true, [variant], [], [], []), [], [],
            new("2026-03-02", null, [], [], [], [], [], [], [], [], [], [], []), [],
            new(new("p", "1", null), new("r", "1", null), "", [], [], [], [], "1"), null);
        var observation = VariantResource.Of(variant, report, panel, context);
        Assert.Null(Component(observation, "69547-8"));
        Assert.Null(Component(observation, "81290-9"));
        Assert.Equal(spot.HgvsC, CodeOf(Component(observation, "48004-6")));
        Assert.Equal("LA9633-4", CodeOf(observation.Value));
    }

    [Fact]
    public void Bases_and_positions_agree_with_the_names_of_every_hot_spot()
    {
        var panel = Thrombophilia.Variants.Panels.Panel.Load("thrombophilia-core");
        var strands = panel.Genes.ToDictionary(g => g.Symbol, g => g.Forward);
        var checkedNames = 0;
        foreach (var spot in panel.HotSpots.Where(h => h.HgvsC is not null && strands.ContainsKey(h.Gene)))
            foreach (var place in spot.Places.Where(p => p.Ref.Length == 1 && p.Counted.Length == 1))
            {
                var (from, to) = (spot.HgvsC![^3], spot.HgvsC[^1]);
                if (spot.HgvsC[^2] != '>') continue;
                string OnPlus(char c) => strands[spot.Gene] ? $"{c}" : $"{"ACGT"["TGCA".IndexOf(c, StringComparison.Ordinal)]}";
                Assert.Equal((OnPlus(from), OnPlus(to)), (place.Normal, place.Counted));
                checkedNames++;
            }
        Assert.True(checkedNames > 10);
    }
}
