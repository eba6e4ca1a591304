using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts.Applications;
using Xunit;

namespace Thrombophilia.Portal.Tests.Api;

/// <summary>A portal with one person at S1, whose report is signed, and one at S2; and programs that ask.</summary>
internal sealed class GivenInterface : IAsyncDisposable
{
    readonly List<HttpClient> clients = [];

    GivenInterface(GivenPortal portal) => Portal = portal;

    public GivenPortal Portal { get; }
    public Guid Person { get; private set; }
    public string Sample { get; private set; } = "";
    public Guid Report { get; private set; }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<GivenInterface> FilledAsync(int readsPerMinute = 600)
    {
        var given = new GivenInterface(await GivenPortal.Empty(readsPerMinute: readsPerMinute));
        await given.FillAsync();
        return given;
    }

    async Task FillAsync()
    {
        await using (var db = Portal.Records())
        {
            var (writes, cases) = (Portal.Writes(db), CaseAnalysis.Load());
            var people = new SubjectService(writes);
            foreach (var site in new[] { "S1", "S2" })
            {
                await new StorageService(writes).AddAsync(null, StorageKind.Site, "Site " + site, site, null, null, Stop);
                var subject = await people.RegisterAsync(new SubjectEntry("P-" + site, site, SubjectGroup.Case, Sex.F, 1980), Stop);
                await people.ConsentAsync(subject.PublicId, "1.0", (ConsentScopes)63, Portal.Time.GetUtcNow().AddDays(-1), Stop);
                var received = await new TubeService(writes, cases.Biobank).ReceiveAsync(
                    new SampleEntry(subject.PublicId, null, "citrate-plasma", null, null, null, [500]), Stop);
                var rows = "assay_id,sample,analyte,method,value,unit,drawn,states\n"
                    + $"A-{site},{received.Sample.Code},PC,chromogenic,48,%,,none\n";
                Assert.Equal(1, (await new ImportService(writes, cases.Clinical, cases.Biobank).ImportAsync(ImportKind.Assays,
                    new MemoryStream(Encoding.UTF8.GetBytes(rows)), new ImportOptions { FileName = site + ".csv" }, Stop)).Written);
                if (site == "S1") (Person, Sample) = (subject.PublicId, received.Sample.Code);
            }
        }
        await using (var db = Portal.Records())
        {
            var waiting = await (from c in db.Conclusions()
                                 join s in db.Subjects() on c.SubjectId equals s.Id
                                 where s.PublicId == Person
                                 select c).SingleAsync(Stop);
            await GivenReport.SignedAsync(Portal, waiting.PublicId);
        }
        await using var records = Portal.Records();
        Report = (await records.Reports().SingleAsync(Stop)).PublicId;
    }

    /// <summary>A program with a token of these scopes at S1.</summary>
    public Task<HttpClient> ProgramAsync(params string[] scopes) => ProgramAsync("S1", scopes);

    public async Task<HttpClient> ProgramAsync(string site, IReadOnlyList<string> scopes) =>
        WithSecret((await Portal.WithAsync<ApplicationService, StartSecret>(service => service.AddAsync(
            new("program-" + clients.Count, scopes, [site], Portal.Time.GetUtcNow().AddDays(30)), Stop))).Secret);

    /// <summary>A program that sends this secret; null for none.</summary>
    public HttpClient WithSecret(string? secret)
    {
        var client = new HttpClient { BaseAddress = Portal.Address };
        if (secret is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await Portal.DisposeAsync();
    }
}
