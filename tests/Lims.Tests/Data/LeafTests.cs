using System.Globalization;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Data;
using Xunit;

namespace Thrombophilia.Lims.Tests.Data;

public sealed class LeafTests : IDisposable
{
    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public void A_list_at_hand_is_cut_by_number()
    {
        var rows = Enumerable.Range(1, 2 * Leaf.Size).ToList();
        var (first, second) = (Leaf.Of(rows, new()), Leaf.Of(rows, new(2)));
        Assert.Equal(rows, first.Rows.Concat(second.Rows));
        Assert.Equal((true, false), (first.HasMore, second.HasMore));
        Assert.Empty(Leaf.Of(rows, new(3)).Rows);
        Assert.Equal(first.Rows, Leaf.Of(rows, new(-1)).Rows);
    }

    [Fact]
    public async Task A_list_in_parts_is_read_by_key_as_if_it_were_whole_there_and_back()
    {
        var codes = Enumerable.Range(1, 2 * Leaf.Size + 7).Select(i => $"P{i:D3}").ToList();
        await lab.Import(ImportKind.Subjects, "subject,site,group,sex,birth_year\n"
            + string.Concat(codes.Select((code, i) => $"{code},{(i % 3 == 0 ? "WH" : "BJ")},case,F,1980\n")));
        lab.As("anna", "WH", "BJ");
        codes.Reverse();

        var leaves = new List<Leaf<Subject>>();
        for (LeafWanted? wanted = new(); wanted is not null;)
        {
            leaves.Add(await ReadAsync(wanted));
            wanted = leaves[^1].HasMore ? new(leaves.Count + 1, leaves[^1].Keys!.Value.Last) : null;
        }
        Assert.Equal(codes, leaves.SelectMany(l => l.Rows).Select(s => s.Code));
        Assert.Equal([1, 2, 3], leaves.Select(l => l.Number));

        var back = await ReadAsync(new(2, null, leaves[2].Keys!.Value.First));
        Assert.Equal(leaves[1].Rows.Select(s => s.Code), back.Rows.Select(s => s.Code));
        Assert.Equal((2, true, leaves[1].Keys), (back.Number, back.HasMore, back.Keys));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("x"), InlineData("-1"), InlineData("99999999999")]
    public async Task Without_a_row_to_begin_at_it_is_the_first_leaf_whatever_its_number(string? after)
    {
        await lab.Registered();
        var leaf = await ReadAsync(new(7, after));
        Assert.Equal((1, false), (leaf.Number, leaf.HasMore));
        Assert.Equal(["P3", "P2", "P1"], leaf.Rows.Select(s => s.Code));
        Assert.Equal(leaf.Rows[0].Id.ToString(CultureInfo.InvariantCulture), leaf.Keys!.Value.First);
    }

    Task<Leaf<Subject>> ReadAsync(LeafWanted wanted) =>
        lab.Db.PerSite(lab.Db.Subjects(), site => s => s.Site == site).LeafByKeyAsync(wanted, s => s.Id, s => s.Id, Stop);
}
