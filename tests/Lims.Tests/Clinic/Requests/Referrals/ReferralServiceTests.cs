using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Requests.Referrals;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Requests.Referrals;

public sealed class ReferralServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    ReferralQueries Queries => new(lab.Db, Knowledge.Cases.Requests, Cipher);

    Task<Partner> Partner(string name = "General", string? site = null) =>
        lab.Referrals.RegisterAsync(name, PartnerKind.Hospital, "027-1", site, Stop);

    async Task<ReferralFile> FileAsync(Referral r) => (await Queries.FindAsync(r.PublicId, true, Stop))!;

    [Fact]
    public async Task A_referral_between_two_of_our_sites_is_seen_and_moved_by_both_and_by_no_other()
    {
        var sent = await lab.Referrals.SendAsync(GivenRequest.Referral(await lab.Consented(), await Partner("Beijing", "BJ")), Stop);
        lab.As("anna", "BJ");
        Assert.Equal("P10", (await FileAsync(sent)).Row.Subject.Code);
        Assert.Equal(sent.Code, Assert.Single((await Queries.ListAsync(true, null, new(), Stop)).Rows).Referral.Code);
        await lab.Referrals.AcceptAsync(sent.PublicId, Stop);
        lab.As("berta", "WH");
        Assert.Equal(ReferralState.Accepted, (await FileAsync(sent)).Row.Referral.State);
        lab.As("carl", "HZ");
        Assert.Null(await Queries.FindAsync(sent.PublicId, true, Stop));
        Assert.Empty((await Queries.ListAsync(true, null, new(), Stop)).Rows);
        Assert.Equal("unknown-referral", await Refused(() => lab.Referrals.ArriveAsync(sent.PublicId, Stop)));
    }

    [Fact]
    public async Task A_referral_to_another_institution_is_seen_by_its_own_site_alone()
    {
        var sent = await lab.Referrals.SendAsync(GivenRequest.Referral(await lab.Consented(), await Partner()), Stop);
        lab.As("anna", "BJ");
        Assert.Null(await Queries.FindAsync(sent.PublicId, true, Stop));
        Assert.Empty((await Queries.ListAsync(true, null, new(), Stop)).Rows);
    }

    [Fact]
    public async Task A_referral_moves_in_its_order_and_a_refusal_has_a_reason()
    {
        var (subject, partner) = (await lab.Consented(), await Partner());
        var sent = await lab.Referrals.SendAsync(GivenRequest.Referral(subject, partner), Stop);
        Assert.Equal("referral-state", await Refused(() => lab.Referrals.ArriveAsync(sent.PublicId, Stop)));
        Assert.Equal("referral-state", await Refused(() => lab.Referrals.CloseAsync(sent.PublicId, Stop)));
        Assert.Equal("reason: why-needed", await Refused(() => lab.Referrals.RefuseAsync(sent.PublicId, " ", Stop)));
        await lab.Referrals.RefuseAsync(sent.PublicId, "no bed", Stop);
        Assert.Equal("referral-state", await Refused(() => lab.Referrals.AcceptAsync(sent.PublicId, Stop)));
        await lab.Referrals.CloseAsync(sent.PublicId, Stop);
        Assert.Equal([(ReferralState.Sent, null), (ReferralState.Refused, "no bed"), (ReferralState.Closed, null)],
            (await FileAsync(sent)).Events.Select(e => (e.State, e.Note)));
    }

    [Fact]
    public async Task Only_a_conclusion_that_two_persons_signed_goes_back()
    {
        var subject = await lab.Consented();
        var sent = await lab.Referrals.SendAsync(GivenRequest.Referral(subject, await Partner()), Stop);
        await lab.Referrals.AcceptAsync(sent.PublicId, Stop);
        Assert.Equal("nothing-signed", await Refused(() => lab.Referrals.ReturnAsync(sent.PublicId, "Dr Li", Stop)));
        await lab.Received(subject, "citrate-plasma", 500m);
        var sample = await lab.Db.Set<Lims.Biobank.Samples.Sample>().SingleAsync(Stop);
        await lab.Import(ImportKind.Assays,
            $"assay_id,sample,analyte,method,value,unit,drawn,states\nA1,{sample.Code},PC,chromogenic,100,%,,none\n");
        await new StaffService(lab.Writes).CertifyAsync("anna", LabTask.FirstReading, "C", new(2099, 1, 1), Stop);
        await new StaffService(lab.Writes).CertifyAsync("berta", LabTask.SecondReading, "C", new(2099, 1, 1), Stop);
        foreach (var who in new[] { "anna", "berta" })
        {
            lab.As("");
            Assert.Equal("nothing-signed", await Refused(() => lab.Referrals.ReturnAsync(sent.PublicId, "Dr Li", Stop)));
            lab.As(who, "WH");
            await lab.SignAsync((await lab.Db.Conclusions().SingleAsync(Stop)).PublicId);
        }
        await lab.Referrals.ReturnAsync(sent.PublicId, "Dr Li", Stop);
        var file = await FileAsync(sent);
        Assert.Equal((ReferralState.Returned, 1, "Dr Li"), (file.Row.Referral.State, file.Conclusion!.Version, file.Events[^1].Note));
    }

    [Fact]
    public async Task An_institution_stands_once_and_a_person_is_not_referred_to_the_own_site()
    {
        var own = await Partner("Wuhan", "WH");
        Assert.Equal("name: partner-known", await Refused(() => Partner("Wuhan")));
        var subject = await lab.Consented();
        Assert.Equal("partner: referral-to-itself",
            await Refused(() => lab.Referrals.SendAsync(GivenRequest.Referral(subject, own), Stop)));
        Assert.Equal("shipment: unknown-shipment", await Refused(async () =>
            await lab.Referrals.SendAsync(GivenRequest.Referral(subject, await Partner()) with { Shipment = "V1" }, Stop)));
        await lab.Referrals.ReachAsync(own.PublicId, "027-2", Stop);
        Assert.Contains(await Queries.PartnersAsync(Stop), p => p.Contact == "027-2");
        await lab.Subjects.WithdrawAsync(subject.PublicId, null, Stop);
        Assert.Equal("consent-withdrawn", await Refused(async () =>
            await lab.Referrals.SendAsync(GivenRequest.Referral(subject, await Partner("Third")), Stop)));
    }
}
