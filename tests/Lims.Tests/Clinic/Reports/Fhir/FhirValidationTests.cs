using System.Globalization;
using Hl7.Fhir.Model;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Exchange;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Thrombophilia.Lims.Tests.Clinic.Reports.Fhir;

[Trait("Suite", "Exhaustive")]
public sealed class FhirValidationTests(FhirValidator validator) : IClassFixture<FhirValidator>
{
    static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    // The same without claims: what the specification itself demands.
    static T Unclaimed<T>(T resource) where T : Resource
    {
        var copy = (T)resource.DeepCopy();
        foreach (var one in copy is Bundle bundle ? bundle.Entry.Select(e => e.Resource!) : [copy])
        {
            one.Meta = null;
            if (one is DomainResource { Contained: { Count: > 0 } parts }) parts.ForEach(p => p.Meta = null);
        }
        return copy;
    }

    static Bundle BundleOf(Report report) => Knowledge.Cases.Bundles.Of(report.Read(), report.Sha256, isWithdrawn: false, Chinese);

    // A carrier with a pathogenic variant and values; nothing but proven absence; values without a file.
    static async Task<IReadOnlyList<Bundle>> BundlesAsync()
    {
        using GivenReports carrier = new(), clean = new(), plasma = new();
        var call = GivenLims.Calls("S1").First(c => c.Call.HotSpot is not null).Call;
        var deletion = call with
        {
            HotSpot = null,
            Chrom = "2",
            Pos = 127426120,
            Ref = "GAGA",
            Alt = "G",
            Status = CallStatus.Called,
            Copies = 2,
            Genotype = "1/1",
            HgvsC = "NM_000312.4:c.577_579del",
            HgvsP = "p.(Lys193del)",
            Class = "likely-pathogenic",
            Criteria = "PM4;PP4",
            Depth = 40,
        };
        var first = BundleOf(await ReportBundleTests.CarrierAsync(carrier, deletion));
        await clean.RegisteredAsync();
        await clean.ReadAsync(new Dictionary<string, int>());
        await plasma.RegisteredAsync();
        await plasma.MeasureAsync("A1,PC,chromogenic,48,%,2026-03-02,none");
        return [first, BundleOf(await clean.SignAsync()), BundleOf(await plasma.SignAsync())];
    }

    [Fact]
    public async Task Every_bundle_keeps_the_specification()
    {
        foreach (var bundle in await BundlesAsync()) Assert.Empty(validator.Errors(Unclaimed(bundle)));
    }

    [Fact]
    public async Task Every_bundle_keeps_the_genomics_guide()
    {
        FhirValidator.DemandGuide();
        foreach (var bundle in await BundlesAsync()) Assert.Empty(validator.Errors(bundle));
    }

    [Fact]
    public async Task A_bundle_that_is_broken_on_purpose_is_refused()
    {
        var bundle = Unclaimed((await BundlesAsync())[0]);
        foreach (var observation in ReportBundleTests.All<Observation>(bundle)) observation.Status = null;
        Assert.Contains(validator.Errors(bundle), e => e.Contains("status", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_variant_without_its_category_is_refused_by_the_guide()
    {
        FhirValidator.DemandGuide();
        var bundle = (await BundlesAsync())[0];
        var variant = ReportBundleTests.All<Observation>(bundle).First(o => o.Code!.Coding[0].Code == "69548-6");
        variant.Category.RemoveAt(1);
        Assert.NotEmpty(validator.Errors(bundle));
    }

    [Fact]
    public async Task Every_resource_of_the_interface_keeps_the_specification_and_the_guide_where_it_is_here()
    {
        using var given = new GivenReports();
        var report = await ReportBundleTests.CarrierAsync(given);
        var queries = new ExchangeQueries(given.Lab.Db, Knowledge.Cases);
        var made = new ExchangeResources(Knowledge.Cases);
        ExchangeQuery ofPerson = new(PersonCode: "P1");
        List<Resource> resources =
        [
            .. (await queries.PersonsAsync(new(), Stop)).Rows.Select(p => made.Of(p, Chinese)),
            .. (await queries.SamplesAsync(ofPerson, Stop)).Rows.Select(s => made.Of(s, Chinese)),
            .. (await queries.AssaysAsync(ofPerson, Stop)).Rows.Select(a => made.Of(a, Chinese)),
            made.Of((await queries.ReportAsync(report.PublicId, Stop))!, Chinese),
        ];
        Assert.Equal(["DiagnosticReport", "Observation", "Patient", "Specimen"],
            resources.Select(r => r.TypeName).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(resources.SelectMany(r => validator.Errors(Unclaimed(r))));
    }
}
