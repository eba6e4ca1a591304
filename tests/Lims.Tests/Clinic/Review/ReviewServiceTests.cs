using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Review;

public sealed class ReviewServiceTests : IDisposable
{
    const string Assays = "assay_id,sample,analyte,method,value,unit,drawn,states\n";
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    ReviewService Service => new(lab.Writes, Knowledge.Biobank);

    [Fact]
    public async Task A_conclusion_is_read_by_two_persons_who_are_certified_for_it()
    {
        var conclusion = await ConcludedAsync();
        lab.As("mei");
        Assert.Equal("not-qualified", await Refused(() => Service.SignAsync(conclusion, Stop)));
        await CertifyAsync(("mei", LabTask.FirstReading), ("mei", LabTask.SecondReading), ("bo", LabTask.FirstReading));
        lab.As("mei");
        Assert.Equal(1, (await Service.SignAsync(conclusion, Stop)).Turn);
        Assert.Equal("read-by-you", await Refused(() => Service.SignAsync(conclusion, Stop)));
        Assert.Single(await WaitingAsync());
        lab.As("bo");
        Assert.Equal("not-qualified", await Refused(() => Service.SignAsync(conclusion, Stop)));
        await CertifyAsync(("bo", LabTask.SecondReading));
        lab.As("bo");
        Assert.Equal((2, "bo"),
            await Service.SignAsync(conclusion, Stop) is var second ? (second.Turn, second.By) : default);
        Assert.Equal("read-twice", await Refused(() => Service.SignAsync(conclusion, Stop)));
        Assert.Empty(await WaitingAsync());
        Assert.Equal([("mei", LabTask.FirstReading, 1), ("bo", LabTask.SecondReading, 1)],
            (await lab.Db.Qualifications().Where(q => q.Done > 0).OrderBy(q => q.Id).ToListAsync(Stop))
                .Select(q => (q.Person, q.Task, q.Done)));
    }

    [Fact]
    public async Task A_newer_version_is_read_instead_and_begins_anew()
    {
        var first = await ConcludedAsync();
        await Service.SignAsync(first, Stop);
        await lab.Import(ImportKind.Assays, Assays + "A2,S1,PC,chromogenic,42,U/dL,2026-03-02T08:00Z,none\n");
        lab.As("mei");
        Assert.Equal("newer-conclusion", await Refused(() => Service.SignAsync(first, Stop)));
        var waiting = Assert.Single(await WaitingAsync());
        Assert.Equal(2, waiting.Version);
        Assert.Equal("mei", await CertifiedAsync(waiting.PublicId));
    }

    [Fact]
    public async Task After_a_withdrawal_and_from_another_site_nothing_is_read()
    {
        var conclusion = await ConcludedAsync();
        lab.As("mei", "BJ");
        Assert.Equal("unknown-conclusion", await Refused(() => Service.SignAsync(conclusion, Stop)));
        Assert.Empty(await WaitingAsync());
        lab.As("mei", "WH");
        Assert.Single(await WaitingAsync());
        await lab.Subjects.WithdrawAsync((await lab.Db.Subjects().SingleAsync(Stop)).PublicId, null, Stop);
        Assert.Equal("consent-withdrawn", await Refused(() => Service.SignAsync(conclusion, Stop)));
    }

    [Fact]
    public async Task What_is_only_for_the_registry_is_read_by_nobody()
    {
        var conclusion = await ConcludedAsync(ConsentScopes.Research | ConsentScopes.Registry);
        Assert.Empty(await WaitingAsync());
        Assert.Equal("unknown-conclusion", await Refused(() => Service.SignAsync(conclusion, Stop)));
    }

    async Task<IReadOnlyList<Conclusion>> WaitingAsync() =>
        [.. (await new ReviewQueries(lab.Db).WaitingAsync(new(), Stop)).Rows.Select(w => w.Conclusion)];

    async Task<Guid> ConcludedAsync(ConsentScopes scopes = (ConsentScopes)63)
    {
        await lab.Consented("P1", scopes: scopes);
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n");
        await lab.Import(ImportKind.Assays, Assays + "A1,S1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none\n");
        return (await lab.Db.Conclusions().SingleAsync(Stop)).PublicId;
    }

    async Task<string> CertifiedAsync(Guid conclusion)
    {
        await CertifyAsync(("mei", LabTask.FirstReading));
        lab.As("mei");
        return (await Service.SignAsync(conclusion, Stop)).By;
    }

    async Task CertifyAsync(params (string Person, LabTask Task)[] certificates)
    {
        lab.As("");
        foreach (var (person, task) in certificates) await new StaffService(lab.Writes).CertifyAsync(person, task,
            "C-1", new DateOnly(2099, 1, 1), Stop);
    }
}
