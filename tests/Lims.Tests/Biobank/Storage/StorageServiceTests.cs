using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Biobank.Storage;

public sealed class StorageServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    async Task<(StorageUnit Freezer, StorageUnit Box)> Freezer(string site = "WH")
    {
        var top = await lab.Storage.AddAsync(null, StorageKind.Site, "Union", site, null, null, Stop);
        var freezer = await lab.Storage.AddAsync(top.PublicId, StorageKind.Freezer, "F1", null, null, null, Stop);
        return (freezer, await lab.Storage.AddAsync(freezer.PublicId, StorageKind.Box, "B1", null, 2, 3, Stop));
    }

    [Fact]
    public async Task Tubes_fill_a_box_slot_by_slot_until_it_is_full()
    {
        var (_, box) = await Freezer();
        var tubes = await lab.Received(await lab.Consented(), "dna", 1, 1, 1, 1, 1, 1, 1);
        var slots = new List<string>();
        foreach (var tube in tubes.Take(6))
            slots.Add((await lab.Storage.PlaceAsync(tube.Code, 0, box.PublicId, null, Stop)).Slot!.Value.Text);
        Assert.Equal(["A1", "A2", "A3", "B1", "B2", "B3"], slots);
        Assert.Equal("unit: no-room",
            await Refused(() => lab.Storage.PlaceAsync(tubes[6].Code, null, box.PublicId, null, Stop)));
        Assert.Empty(await new StorageQueries(lab.Db).WithRoomAsync("WH", 1, stop: Stop));
    }

    [Fact]
    public async Task A_slot_holds_one_tube_and_the_database_says_so_too()
    {
        var (_, box) = await Freezer();
        var tubes = await lab.Received(await lab.Consented(), "dna", 1, 1);
        await lab.Storage.PlaceAsync(tubes[0].Code, 0, box.PublicId, new Slot(1, 1), Stop);
        Assert.Equal("slot: slot-taken",
            await Refused(() => lab.Storage.PlaceAsync(tubes[1].Code, 0, box.PublicId, new Slot(1, 1), Stop)));
        Assert.Equal("slot: outside-grid",
            await Refused(() => lab.Storage.PlaceAsync(tubes[1].Code, 0, box.PublicId, new Slot(3, 1), Stop)));
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => lab.Writes.RunAsync(
            async _ => (await lab.Db.Tubes().SingleAsync(t => t.Id == tubes[1].Id, Stop)).Place(box.Id, 1, 1), Stop));
        Assert.Contains("UNIQUE", refused.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bag_holds_tubes_without_slots()
    {
        var (freezer, _) = await Freezer();
        var bag = await lab.Storage.AddAsync(freezer.PublicId, StorageKind.Bag, "Bag", null, 9, 9, Stop);
        foreach (var tube in await lab.Received(await lab.Consented(), "dna", 1, 1, 1))
            Assert.Null((await lab.Storage.PlaceAsync(tube.Code, 0, bag.PublicId, null, Stop)).Slot);
        Assert.Equal(3, await lab.Db.Tubes().CountAsync(t => t.StorageId == bag.Id, Stop));
    }

    [Fact]
    public async Task A_misread_label_is_told_from_an_unknown_one()
    {
        var (_, box) = await Freezer();
        var tube = (await lab.Received(await lab.Consented(), "dna", 1))[0];
        Assert.Equal("tube: misread-code",
            await Refused(
                () => lab.Storage.PlaceAsync(tube.Code[..^1] + (tube.Code[^1] == 'A' ? 'B' : 'A'), null, box.PublicId,
                    null, Stop)));
        Assert.Equal("tube: unknown-tube-code",
            await Refused(
                () => lab.Storage.PlaceAsync(Lims.Biobank.Samples.LabelCode.Of('T', 999), null, box.PublicId,
                    null, Stop)));
        await lab.Storage.PlaceAsync(tube.Code.ToLowerInvariant().Insert(3, "-"), null, box.PublicId, null, Stop);
    }

    [Fact]
    public async Task What_is_taken_out_leaves_its_slot_and_comes_back()
    {
        var (_, box) = await Freezer();
        var tube = (await lab.Received(await lab.Consented(), "dna", 1))[0];
        await lab.Storage.PlaceAsync(tube.Code, 0, box.PublicId, new Slot(2, 2), Stop);
        await lab.Tubes.CheckOutAsync(tube.PublicId, 1, Stop);
        Assert.Equal((TubeState.CheckedOut, null, "system"),
            await lab.Db.Tubes().Select(t => new ValueTuple<TubeState, int?, string?>(t.State, t.StorageId, t.HeldBy))
                .SingleAsync(Stop));
        await lab.Storage.PlaceAsync(tube.Code, 2, box.PublicId, new Slot(2, 2), Stop);
        Assert.Equal(["Received", "Placed", "CheckedOut", "CheckedIn"],
            await lab.Db.TubeEvents().OrderBy(e => e.Id).Select(e => e.Kind.ToString()).ToListAsync(Stop));
    }

    [Fact]
    public async Task When_a_freezer_was_too_warm_each_of_its_tubes_says_so()
    {
        var (freezer, box) = await Freezer();
        var tubes = await lab.Received(await lab.Consented(), "dna", 1, 1, 1);
        foreach (var tube in tubes.Take(2)) await lab.Storage.PlaceAsync(tube.Code, 0, box.PublicId, null, Stop);
        Assert.Equal("to: ends-before-it-begins",
            await Refused(() => lab.Storage.TooWarmAsync(freezer.PublicId, Now, Now.AddHours(-1), -20, null, Stop)));
        Assert.Equal("warmest: out-of-bounds",
            await Refused(() => lab.Storage.TooWarmAsync(freezer.PublicId, Now.AddHours(-2), Now, 100, null, Stop)));
        Assert.Equal(2,
            (await lab.Storage.TooWarmAsync(freezer.PublicId, Now.AddHours(-2), Now.AddHours(-1), -35.5m, "compressor",
                Stop)).Tubes);
        Assert.Equal(tubes.Take(2).Select(t => t.Id),
            await lab.Db.TubeEvents().Where(e => e.Kind == TubeEventKind.Exposed).Select(e => e.TubeId)
                .ToListAsync(Stop));
    }

    [Theory]
    [InlineData(StorageKind.Site)]
    [InlineData(StorageKind.Freezer)]
    [InlineData(StorageKind.Room)]
    public async Task A_larger_unit_does_not_stand_in_a_smaller_one(StorageKind kind)
    {
        var (freezer, _) = await Freezer();
        Assert.Equal("kind: does-not-stand-there",
            await Refused(() => lab.Storage.AddAsync(freezer.PublicId, kind, "X", "X", null, null, Stop)));
    }

    [Theory]
    [InlineData(0, 9, "rows: out-of-bounds")]
    [InlineData(9, 100, "columns: out-of-bounds")]
    [InlineData(null, 9, "rows: empty")]
    public async Task A_grid_has_bounds(int? rows, int? columns, string refused)
    {
        var (freezer, _) = await Freezer();
        Assert.Equal(refused,
            await Refused(
                () => lab.Storage.AddAsync(freezer.PublicId, StorageKind.Box, "B2", null, rows, columns, Stop)));
        Assert.Equal("name: name-taken",
            await Refused(() => lab.Storage.AddAsync(freezer.PublicId, StorageKind.Box, "B1", null, 9, 9, Stop)));
    }

    [Theory]
    [InlineData("A1", 1, 1)]
    [InlineData("h12", 8, 12)]
    [InlineData("AA3", 27, 3)]
    public void A_slot_is_written_as_it_is_read(string text, int row, int column)
    {
        Assert.Equal(new Slot(row, column), Slot.Read(text));
        Assert.Equal(text.ToUpperInvariant(), new Slot(row, column).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1A")]
    [InlineData("A0")]
    [InlineData("A-1")]
    [InlineData("ABC1")]
    public void What_is_no_slot_is_none(string text) => Assert.Null(Slot.Read(text));
}
