using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Review;

public sealed class ReviewHoldsTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task A_value_of_a_run_whose_control_failed_holds_until_the_run_is_released()
    {
        const string Header = "assay_id,sample,analyte,method,value,unit,drawn,states,analyser,run,measured\n";
        await lab.Registered();
        var controls = new ControlService(lab.Writes, Knowledge.Cases.Clinical);
        await controls.RegisterAsync(new("WH", "CS1", "QC1", "PC", "chromogenic", "normal", 100, 5, new(2027, 1, 31)), Stop);
        await lab.Import(ImportKind.Assays, Header
            + "Q1,QC1,PC,chromogenic,116,U/dL,,,CS1,R1,2026-04-01T09:00Z\n"
            + "A1,S1,PC,chromogenic,40,U/dL,2026-04-01T08:00Z,none,CS1,R1,2026-04-01T10:00Z\n");
        var newest = await NewestAsync();
        Assert.Equal("control", await HoldsAsync());
        await lab.Review.OpenAsync(newest.PublicId, Stop);
        Assert.Equal("review-held", await Refused(() => lab.Review.SignAsync(newest.PublicId, new(0, 1, "x"), Stop)));
        Assert.Equal("hold-stays", await Refused(() => lab.Review.ReleaseAsync(newest.PublicId, "control", "x", Stop)));
        await controls.ReleaseAsync((await lab.Db.ControlRuns().SingleAsync(Stop)).PublicId, "air bubble", Stop);
        Assert.Equal("", await HoldsAsync());
        Assert.Equal(1, (await lab.SignAsync((await NewestAsync()).PublicId)).Turn);
    }

    [Fact]
    public async Task Short_coverage_holds_until_a_geneticist_releases_it_with_a_reason_for_this_version()
    {
        await lab.Registered();
        var spot = Knowledge.Panel.HotSpots[0].Id;
        var calls = Case.AllReference("S1").Where(f => f.Call.HotSpot != spot)
            .Select(f => new SampleCall("S1", f.Call))
            .Append(new("S1", Case.Call(spot, CallStatus.NotCovered, null)));
        await lab.Complete(await lab.Begin(), calls, "S1");
        var newest = await NewestAsync();
        Assert.Equal("coverage", await HoldsAsync());
        Assert.Equal("not-opened", await Refused(() => lab.Review.ReleaseAsync(newest.PublicId, "coverage", "x", Stop)));
        await lab.Review.OpenAsync(newest.PublicId, Stop);
        Assert.Equal("review-held", await Refused(() => lab.Review.SignAsync(newest.PublicId, new(0, 1, "x"), Stop)));
        Assert.Equal("reason: why-needed", await Refused(() => lab.Review.ReleaseAsync(newest.PublicId, "coverage", "", Stop)));
        Assert.Equal("hold-not-there", await Refused(() => lab.Review.ReleaseAsync(newest.PublicId, "variant", "x", Stop)));
        await lab.Review.ReleaseAsync(newest.PublicId, "coverage", "not asked for by the ward", Stop);
        Assert.Equal(("", ReviewState.First), await ItemAsync() is var item ? (item.Holds, item.State) : default);
        var file = (await new ReviewQueries(lab.Db, Knowledge.Cases.Review, Knowledge.Biobank).FindAsync(newest.PublicId, Stop))!;
        Assert.Equal("not asked for by the ward", Assert.Single(file.Holds).Release?.Text);

        // What is measured since is another version: it is held anew.
        await lab.Import(ImportKind.Assays,
            "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,PC,chromogenic,100,U/dL,2026-01-02T08:00Z,none\n");
        Assert.Equal("coverage", await HoldsAsync());
    }

    [Fact]
    public async Task Genotypes_that_exclude_each_other_hold_and_no_reason_releases_them()
    {
        await lab.Registered();
        var spot = Knowledge.Panel.HotSpots[0].Id;
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        await lab.Complete(await lab.Begin("bb"), Case.AllReference("S1").Where(f => f.Call.HotSpot != spot)
            .Select(f => new SampleCall("S1", f.Call))
            .Append(new("S1", Case.Call(spot, CallStatus.Called, 2))), "S1");
        Assert.Contains("identity", await HoldsAsync(), StringComparison.Ordinal);
        var newest = await NewestAsync();
        await lab.Review.OpenAsync(newest.PublicId, Stop);
        Assert.Equal("hold-stays", await Refused(() => lab.Review.ReleaseAsync(newest.PublicId, "identity", "x", Stop)));
    }

    [Fact]
    public async Task An_open_request_holds_where_the_asker_says_so_until_it_is_answered()
    {
        await lab.Registered();
        await lab.Import(ImportKind.Assays,
            "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none\n");
        var requests = new LabRequestService(lab.Writes, Knowledge.Cases.Review, Knowledge.Biobank);
        var person = await lab.Db.Subjects().Where(s => s.Code == "P1").Select(s => s.PublicId).SingleAsync(Stop);
        await requests.AskAsync(person, new(LabRequestKind.Sample, "citrate plasma", "repeat", false, null), Stop);
        Assert.Equal("", await HoldsAsync());
        var asked = await requests.AskAsync(person, new(LabRequestKind.Assay, "PC", "repeat", true, null), Stop);
        Assert.Equal("request", await HoldsAsync());
        await requests.DoneAsync(asked.PublicId, "43 U/dL", Stop);
        Assert.Equal("", await HoldsAsync());
    }

    [Fact]
    public async Task A_consent_that_covers_a_report_again_ends_its_hold()
    {
        await lab.Registered();
        await lab.Import(ImportKind.Assays,
            "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none\n");
        var person = await lab.Db.Subjects().SingleAsync(s => s.Code == "P1", Stop);
        await lab.Subjects.WithdrawAsync(person.PublicId, "asked to", Stop);
        Assert.Equal("consent", await HoldsAsync());
    }

    async Task<string> HoldsAsync() => (await ItemAsync()).Holds;

    Task<ReviewItem> ItemAsync() => lab.Db.ReviewItems().AsNoTracking().SingleAsync(Stop);

    Task<Conclusion> NewestAsync() => lab.Db.Conclusions().AsNoTracking().OrderByDescending(c => c.Id).FirstAsync(Stop);
}
