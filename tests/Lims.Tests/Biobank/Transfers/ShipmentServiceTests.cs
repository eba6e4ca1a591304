using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Transfers;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Biobank.Transfers;

public sealed class ShipmentServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    async Task<IReadOnlyList<Tube>> Ready()
    {
        await lab.Storage.AddAsync(null, StorageKind.Site, "Union", "WH", null, null, Stop);
        await lab.Storage.AddAsync(null, StorageKind.Site, "Peking", "BJ", null, null, Stop);
        return await lab.Received(await lab.Consented(), "dna", 1, 1, 1);
    }

    [Fact]
    public async Task What_arrives_changes_its_site_and_what_does_not_is_missing()
    {
        var tubes = await Ready();
        var shipment = await lab.Shipments.SendAsync("WH", "BJ", [.. tubes.Select(t => t.Code)], null, Stop);
        Assert.Equal(3, await lab.Db.Tubes().CountAsync(t => t.State == TubeState.InTransit, Stop));
        await lab.Shipments.ConfirmAsync(shipment.PublicId, tubes[0].Code, ShippedState.Arrived, Stop);
        await lab.Shipments.ConfirmAsync(shipment.PublicId, tubes[1].Code, ShippedState.Damaged, Stop);
        Assert.Equal("tube: confirmed-already",
            await Refused(
                () => lab.Shipments.ConfirmAsync(shipment.PublicId, tubes[0].Code, ShippedState.Arrived, Stop)));
        await lab.Shipments.CloseAsync(shipment.PublicId, Stop);
        Assert.Equal([("BJ", TubeState.Present), ("BJ", TubeState.Present), ("WH", TubeState.Missing)],
            await lab.Db.Tubes().OrderBy(t => t.Id).Select(t => new ValueTuple<string, TubeState>(t.Site, t.State))
                .ToListAsync(Stop));
        Assert.Equal("shipment-closed", await Refused(() => lab.Shipments.CloseAsync(shipment.PublicId, Stop)));
    }

    [Fact]
    public async Task A_shipment_is_sent_whole_or_not_at_all()
    {
        var tubes = await Ready();
        await lab.Tubes.DiscardAsync(tubes[2].PublicId, 0, "broken", Stop);
        Assert.Equal("tubes: not-usable",
            await Refused(() => lab.Shipments.SendAsync("WH", "BJ", [.. tubes.Select(t => t.Code)], null, Stop)));
        Assert.Equal((0, 0),
            (await lab.Db.Shipments().CountAsync(Stop),
                await lab.Db.Tubes().CountAsync(t => t.State == TubeState.InTransit, Stop)));
        Assert.Equal("to: unknown-site",
            await Refused(() => lab.Shipments.SendAsync("WH", "XX", [tubes[0].Code], null, Stop)));
        Assert.Equal("to: same-site",
            await Refused(() => lab.Shipments.SendAsync("WH", "WH", [tubes[0].Code], null, Stop)));
        Assert.Equal("tubes: out-of-bounds",
            await Refused(() => lab.Shipments.SendAsync("WH", "BJ", [" "], null, Stop)));
    }

    [Fact]
    public async Task Only_the_site_that_awaits_a_shipment_receives_it_and_only_what_was_sent()
    {
        var tubes = await Ready();
        var shipment = await lab.Shipments.SendAsync("WH", "BJ", [tubes[0].Code], null, Stop);
        Assert.Equal("tube: not-in-shipment",
            await Refused(
                () => lab.Shipments.ConfirmAsync(shipment.PublicId, tubes[1].Code, ShippedState.Arrived, Stop)));
        lab.As("tech", "WH");
        Assert.Equal("unknown-shipment",
            await Refused(
                () => lab.Shipments.ConfirmAsync(shipment.PublicId, tubes[0].Code, ShippedState.Arrived, Stop)));
    }
}
