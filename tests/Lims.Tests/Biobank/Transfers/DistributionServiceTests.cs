using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Transfers;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Biobank.Transfers;

public sealed class DistributionServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    DistributionService Service => new(lab.Writes, Knowledge.Biobank);

    [Fact]
    public async Task Tubes_leave_once_somebody_else_has_approved()
    {
        var tube = (await lab.Received(await lab.Consented(), "dna", 50))[0];
        lab.As("asker");
        var asked = await Service.RequestAsync("WH", "Institute", "sequencing", [tube.Code], Stop);
        Assert.Equal("not-approved", await Refused(() => Service.GiveAsync(asked.PublicId, Stop)));
        Assert.Equal("own-request", await Refused(() => Service.ApproveAsync(asked.PublicId, Stop)));
        lab.As("head");
        await Service.ApproveAsync(asked.PublicId, Stop);
        await Service.GiveAsync(asked.PublicId, Stop);
        Assert.Equal(TubeState.Distributed, (await lab.Db.Tubes().AsNoTracking().SingleAsync(Stop)).State);
        Assert.Equal("given-already", await Refused(() => Service.GiveAsync(asked.PublicId, Stop)));
    }

    [Fact]
    public async Task A_withdrawal_after_the_approval_still_stops_it()
    {
        var subject = await lab.Consented();
        var tube = (await lab.Received(subject, "dna", 50))[0];
        lab.As("asker");
        var asked = await Service.RequestAsync("WH", "Institute", "sequencing", [tube.Code], Stop);
        lab.As("head");
        await Service.ApproveAsync(asked.PublicId, Stop);
        await lab.Subjects.WithdrawAsync(subject.PublicId, null, Stop);
        Assert.Equal("consent-withdrawn", await Refused(() => Service.GiveAsync(asked.PublicId, Stop)));
        Assert.Equal(TubeState.Present, (await lab.Db.Tubes().AsNoTracking().SingleAsync(Stop)).State);
    }

    [Fact]
    public async Task A_tube_that_was_sent_to_another_site_meanwhile_is_not_given_away_by_this_one()
    {
        var tube = (await lab.Received(await lab.Consented(), "dna", 50))[0];
        foreach (var site in new[] { "WH", "BJ" })
            await lab.Storage.AddAsync(null, StorageKind.Site, site, site, null, null, Stop);
        lab.As("asker");
        var asked = await Service.RequestAsync("WH", "Institute", "sequencing", [tube.Code], Stop);
        lab.As("head");
        await Service.ApproveAsync(asked.PublicId, Stop);
        lab.As("");
        var shipment = await lab.Shipments.SendAsync("WH", "BJ", [tube.Code], null, Stop);
        await lab.Shipments.ConfirmAsync(shipment.PublicId, tube.Code, ShippedState.Arrived, Stop);
        Assert.Equal("tubes: unknown-tube-code", await Refused(() => Service.GiveAsync(asked.PublicId, Stop)));
        Assert.Equal(("BJ", TubeState.Present),
            await lab.Db.Tubes().AsNoTracking().Select(t => ValueTuple.Create(t.Site, t.State)).SingleAsync(Stop));
    }

    [Fact]
    public async Task Consent_to_care_alone_gives_nothing_away()
    {
        var tube = (await lab.Received(await lab.Consented(scopes: ConsentScopes.Diagnosis), "dna", 50))[0];
        Assert.Equal("consent-does-not-cover",
            await Refused(() => Service.RequestAsync("WH", "Institute", "sequencing", [tube.Code], Stop)));
        Assert.Equal("purpose: empty",
            await Refused(() => Service.RequestAsync("WH", "Institute", "", [tube.Code], Stop)));
        Assert.Equal(0, await lab.Db.Distributions().CountAsync(Stop));
    }
}
