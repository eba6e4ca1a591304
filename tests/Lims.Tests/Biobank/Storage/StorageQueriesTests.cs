using Thrombophilia.Lims.Biobank.Storage;
using Xunit;

namespace Thrombophilia.Lims.Tests.Biobank.Storage;

public sealed class StorageQueriesTests : IDisposable
{
    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    StorageQueries Queries => new(lab.Db);

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task The_next_tube_goes_into_the_slot_that_was_chosen_or_else_into_the_first_free_one()
    {
        var tubes = await lab.Received(await lab.Consented(), "dna", 5, 5);
        var site = await lab.Storage.AddAsync(null, StorageKind.Site, "Wuhan", "WH", null, null, Stop);
        var box = await lab.Storage.AddAsync(site.PublicId, StorageKind.Box, "B1", null, 1, 2, Stop);
        await lab.Storage.PlaceAsync(tubes[0].Code, null, box.PublicId, new Slot(1, 1), Stop);
        var file = (await Queries.FindAsync(box.PublicId, new(), Stop))!;
        Assert.Equal(["Wuhan"], file.Above.Select(u => u.Name));
        Assert.Equal([(new Slot(1, 1), tubes[0].Code)], file.Grid.Select(g => (g.Key, g.Value.Code)));
        Assert.Equal(new Slot(1, 2), file.Next(null));
        Assert.Equal(new Slot(1, 2), file.Next(new Slot(1, 1)));
        Assert.Equal(new Slot(1, 2), file.Next(new Slot(1, 2)));
        await lab.Storage.PlaceAsync(tubes[1].Code, null, box.PublicId, null, Stop);
        Assert.Null((await Queries.FindAsync(box.PublicId, new(), Stop))!.Next(null));
    }

    [Fact]
    public async Task A_unit_without_a_grid_has_no_next_slot_and_one_of_units_holds_no_tubes()
    {
        var tube = (await lab.Received(await lab.Consented(), "dna", 5))[0];
        var site = await lab.Storage.AddAsync(null, StorageKind.Site, "Wuhan", "WH", null, null, Stop);
        var bag = await lab.Storage.AddAsync(site.PublicId, StorageKind.Bag, "Bag", null, null, null, Stop);
        await lab.Storage.PlaceAsync(tube.Code, null, bag.PublicId, null, Stop);
        var file = (await Queries.FindAsync(bag.PublicId, new(), Stop))!;
        Assert.Equal([tube.Code], file.Tubes.Select(t => t.Code));
        Assert.Empty(file.Grid);
        Assert.Null(file.Next(new Slot(1, 1)));
        var above = (await Queries.FindAsync(site.PublicId, new(), Stop))!;
        Assert.Equal([("Bag", 1)], above.Inside.Rows.Select(u => (u.Unit.Name, u.Tubes)));
        Assert.Empty(above.Tubes);
    }

    [Fact]
    public async Task Whoever_sees_all_sites_chooses_among_those_that_are_set_up_and_those_of_imported_persons()
    {
        await lab.Registered();
        await lab.Storage.AddAsync(null, StorageKind.Site, "Beijing", "BJ", null, null, Stop);
        Assert.Equal(["BJ", "WH"], await Queries.SiteCodesAsync(Stop));
        lab.As("anna", "HZ", "WH");
        Assert.Equal(["HZ", "WH"], await Queries.SiteCodesAsync(Stop));
        // A shipment may go to a site that is not one's own.
        Assert.Equal(["BJ"], (await Queries.EverySiteAsync(Stop)).Select(u => u.Code));
        Assert.Empty((await Queries.OverviewAsync(1, Stop)).Sites);
    }
}
