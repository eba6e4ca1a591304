using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Portal.Ui.Pedigrees;

/// <summary>Who is drawn: a person and whose child it is. Parents who are not among those drawn are left out.</summary>
internal sealed record Kin(int Id, Sex Sex, int? Father, int? Mother);

/// <summary>Where a symbol stands.</summary>
/// <param name="Row">Generation, from 0.</param>
/// <param name="X">Place in the row; neighbours are at least 1 apart.</param>
internal sealed record Spot(int Row, double X);

/// <summary>A couple, or one parent alone, and their children.</summary>
/// <param name="Parents">One or two.</param>
/// <param name="Children">At least one.</param>
/// <param name="Related">The two have an ancestor in common.</param>
internal sealed record Union(IReadOnlyList<int> Parents, IReadOnlyList<int> Children, bool Related)
{
    /// <summary>Somebody is drawn between the two, or they are in different rows.</summary>
    public bool Apart { get; init; }
    /// <summary>Where its line of descent begins.</summary>
    public Spot Anchor { get; init; } = new(0, 0);
    /// <summary>Height of the line over the children: 0 is the highest of its row.</summary>
    public int Lane { get; init; }
}

/// <summary>
/// Where the symbols of a pedigree stand. Generations are rows, parents above their children, partners side by side,
/// siblings together and under the middle of their parents. Families that can be drawn without crossing lines in the
/// usual way are; any other is drawn as well as it can be.
/// </summary>
internal sealed class PedigreeLayout
{
    const int Rounds = 120;

    readonly Dictionary<int, Kin> kin;
    readonly List<Union> unions;
    readonly Dictionary<int, int> row;
    readonly ILookup<int, Union> ofParent;
    readonly Dictionary<int, Union> ofChild;
    readonly List<int>[] order;
    readonly Dictionary<int, double> x = [];

    PedigreeLayout(IReadOnlyList<Kin> people)
    {
        var ids = people.Select(k => k.Id).ToHashSet();
        kin = people.ToDictionary(k => k.Id, k => k with { Father = Drawn(k.Father), Mother = Drawn(k.Mother) });
        unions = [
            .. kin.Values.Where(k => k.Father is not null || k.Mother is not null).GroupBy(k => (k.Father, k.Mother))
            .Select(g =>
            new Union([.. new[] { g.Key.Father, g.Key.Mother }.OfType<int>()], [.. g.Select(k => k.Id)],
            Related(g.Key.Father, g.Key.Mother)))];
        ofParent = unions.SelectMany(u => u.Parents, (u, p) => (p, u)).ToLookup(pair => pair.p, pair => pair.u);
        ofChild = unions.SelectMany(u => u.Children, (u, c) => (c, u)).ToDictionary(pair => pair.c, pair => pair.u);
        row = RowsOf();
        order = Ordered();
        Stretch();
        Rows = order.Length;
        Spots = kin.Keys.ToDictionary(id => id, id => new Spot(row[id], x[id]));
        Unions = Lanes([.. unions.Select(u => u with { Apart = IsApart(u), Anchor = Anchor(u) })]);

        int? Drawn(int? id) => id is { } known && ids.Contains(known) ? known : null;
    }

    public static PedigreeLayout Of(IReadOnlyList<Kin> people) => new(people);

    public IReadOnlyDictionary<int, Spot> Spots { get; }
    public IReadOnlyList<Union> Unions { get; }
    public int Rows { get; }

    bool HasParents(int id) => ofChild.ContainsKey(id);

    bool Related(int? one, int? other) => one is { } a && other is { } b && Ancestors(a).Overlaps(Ancestors(b));

    HashSet<int> Ancestors(int id)
    {
        var (found, open) = (new HashSet<int>(), new Stack<int>([id]));
        while (open.TryPop(out var one))
            if (found.Add(one))
                foreach (var parent in new[] { kin[one].Father, kin[one].Mother }.OfType<int>()) open.Push(parent);
        return found;
    }

    // ---- Rows: one below the lower parent; partners in one row wherever that leaves every parent above the child.

    Dictionary<int, int> RowsOf()
    {
        var group = kin.Keys.ToDictionary(id => id, id => id);
        foreach (var couple in unions.Where(u => u.Parents.Count == 2))
        {
            var (kept, gone) = (group[couple.Parents[0]], group[couple.Parents[1]]);
            var merged = group.ToDictionary(g => g.Key, g => g.Value == gone ? kept : g.Value);
            if (Levels(merged) is not null) group = merged;
        }
        var levels = Levels(group) ?? group.Values.Distinct().ToDictionary(g => g, _ => 0);
        // Partners who bring their own parents: these are drawn directly above, not at the top.
        foreach (var founders in group.GroupBy(g => g.Value, g => g.Key).Where(members => !members.Any(HasParents)))
        {
            var below = founders.SelectMany(id => ofParent[id]).SelectMany(u => u.Children)
                .Select(c => levels[group[c]]).ToList();
            if (below.Count > 0) levels[founders.Key] = Math.Max(levels[founders.Key], below.Min() - 1);
        }
        return group.ToDictionary(g => g.Key, g => levels[g.Value]);
    }

    // The longest path from the top; null where a group would be above itself.
    Dictionary<int, int>? Levels(Dictionary<int, int> group)
    {
        var levels = group.Values.Distinct().ToDictionary(g => g, _ => 0);
        for (var round = 0; round <= levels.Count; round++)
        {
            var settled = true;
            foreach (var union in unions)
            {
                var least = union.Parents.Max(p => levels[group[p]]) + 1;
                foreach (var child in union.Children)
                    if (levels[group[child]] < least) (levels[group[child]], settled) = (least, false);
            }
            if (settled) return levels;
        }
        return null;
    }

    // ---- Order in the rows: one traversal from every couple at the top; the one with the fewest crossings is kept.

    List<int>[] Ordered()
    {
        var height = row.Count == 0 ? 0 : row.Values.Max() + 1;
        var tops = kin.Keys.Where(id => !HasParents(id)).OrderBy(id => row[id]).ThenBy(id => id).ToList();
        var best = Walk(tops, height);
        foreach (var top in tops.Where(id => ofParent[id].Any()).Take(24))
        {
            if (Cost(best) == 0) break;
            var other = Walk([top, .. tops], height);
            if (Cost(other) < Cost(best)) best = other;
        }
        return Improved(best);
    }

    List<int>[] Walk(IReadOnlyList<int> from, int height)
    {
        var rows = Enumerable.Range(0, height).Select(_ => new List<int>()).ToArray();
        var placed = new HashSet<int>();
        foreach (var id in from.Concat(kin.Keys.OrderBy(id => row[id]).ThenBy(id => id))) Place(id);
        return rows;

        void Append(int id)
        {
            if (placed.Add(id)) rows[row[id]].Add(id);
        }

        void Place(int id)
        {
            if (placed.Contains(id)) return;
            var partners = ofParent[id].SelectMany(u => u.Parents)
                .Where(p => p != id && row[p] == row[id] && !placed.Contains(p)).ToList();
            var (alone, joined) = (partners.Where(p => !HasParents(p)).ToList(), partners.Where(HasParents).ToList());
            // The man is on the left where nothing else decides; a partner with a family is on its side.
            var before = joined.Count > 0 ? alone.Count
                : alone.Count > 1 ? alone.Count / 2
                : alone.Count == 1 && kin[id].Sex == Sex.F && kin[alone[0]].Sex != Sex.F ? 1 : 0;
            foreach (var partner in alone.Take(before)) Append(partner);
            Append(id);
            foreach (var partner in alone.Skip(before).Concat(joined)) Append(partner);
            foreach (var partner in alone.Take(before))
                Children(u => u.Parents.Contains(id) && u.Parents.Contains(partner));
            Children(u => u.Parents.Count == 1);
            foreach (var partner in alone.Skip(before).Concat(joined))
                Children(u => u.Parents.Contains(id) && u.Parents.Contains(partner));
            Children(_ => true);
            foreach (var partner in joined) Place(Top(partner));

            void Children(Func<Union, bool> which)
            {
                foreach (var union in ofParent[id].Where(which))
                    foreach (var child in union.Children.OrderBy(Weight).ToList()) Place(child);
            }
        }

        // Siblings who are drawn already, or lead to somebody who is, come first; those who join another family come
        // last.
        int Weight(int child) =>
            Below(child).Any(placed.Contains) ? 0
            : ofParent[child].SelectMany(u => u.Parents).Any(p => p != child && HasParents(p) && !placed.Contains(p))
            ? 2 : 1;

        IEnumerable<int> Below(int id)
        {
            var (found, open) = (new HashSet<int>(), new Stack<int>([id]));
            while (open.TryPop(out var one))
                if (found.Add(one))
                    foreach (var child in ofParent[one].SelectMany(u => u.Children)) open.Push(child);
            return found;
        }

        int Top(int id)
        {
            while (ofChild.TryGetValue(id, out var union)) id = union.Parents[0];
            return id;
        }
    }

    // Crossings of the lines of descent, and who stands between partners.
    int Cost(List<int>[] rows)
    {
        var place = new Dictionary<int, int>();
        foreach (var line in rows)
            for (var i = 0; i < line.Count; i++) place[line[i]] = i;
        var cost = 0;
        foreach (var u in unions.Where(u => u.Parents.Count == 2 && row[u.Parents[0]] == row[u.Parents[1]]))
            cost += 3 * (Math.Abs(place[u.Parents[0]] - place[u.Parents[1]]) - 1);
        foreach (var line in unions.SelectMany(u => u.Children,
            (u, c) => (Row: row[c], From: u.Parents.Average(p => place[p]), To: place[c])).GroupBy(l => l.Row))
        {
            var lines = line.ToList();
            for (var i = 0; i < lines.Count; i++)
                for (var j = 0; j < i; j++)
                    if ((lines[i].From - lines[j].From) * (lines[i].To - lines[j].To) < 0) cost++;
        }
        return cost;
    }

    List<int>[] Improved(List<int>[] rows)
    {
        var best = Cost(rows);
        for (var (round, better) = (0, true); round < 8 && better && best > 0; round++)
        {
            better = false;
            foreach (var line in rows)
                for (var i = 0; i + 1 < line.Count; i++)
                {
                    (line[i], line[i + 1]) = (line[i + 1], line[i]);
                    var now = Cost(rows);
                    if (now < best) (best, better) = (now, true);
                    else (line[i], line[i + 1]) = (line[i + 1], line[i]);
                }
        }
        return rows;
    }

    // ---- Places in the rows: everybody moves towards their family, keeping the order and the least distance.

    void Stretch()
    {
        foreach (var line in order)
            for (var i = 0; i < line.Count; i++) x[line[i]] = i;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var line in order) Settle(line, UnderParents);
            foreach (var line in order.Reverse()) Settle(line, OverChildren);
        }
        var least = x.Count == 0 ? 0 : x.Values.Min();
        foreach (var id in kin.Keys) x[id] = Math.Round(x[id] - least, 3);
    }

    double UnderParents(int id) => ofChild.TryGetValue(id, out var union) ? x[id] + Anchor(union).X - Middle(union)
        : Beside(id) is { } partner ? UnderParents(partner) + x[id] - x[partner] : x[id];

    double OverChildren(int id)
    {
        var moves = ofParent[id].Select(u => Middle(u) - Anchor(u).X).ToList();
        return moves.Count == 0 ? x[id] : x[id] + moves.Average();
    }

    // The partner with parents, beside one without.
    int? Beside(int id) =>
        ofParent[id].SelectMany(u => u.Parents).Where(p => p != id && row[p] == row[id] && HasParents(p))
        .Select(p => (int?)p).FirstOrDefault();

    double Middle(Union union) => (union.Children.Min(c => x[c]) + union.Children.Max(c => x[c])) / 2;

    Spot Anchor(Union union)
    {
        var lower = union.Parents.Max(p => row[p]);
        var there = union.Parents.Where(p => row[p] == lower).Select(p => x[p]).ToList();
        // Between the left partner of a couple that is apart and the neighbour: no line is drawn through a person.
        return new(lower, there.Count == 2 && IsApart(union) ? there.Min() + 0.5 : there.Average());
    }

    bool IsApart(Union union)
    {
        if (union.Parents.Count == 1) return false;
        var (a, b) = (union.Parents[0], union.Parents[1]);
        return row[a] != row[b] || Math.Abs(order[row[a]].IndexOf(a) - order[row[a]].IndexOf(b)) > 1;
    }

    // The places nearest to the wanted ones (least squares) that keep the order and a distance of 1, by the
    // pool-adjacent-violators algorithm.
    void Settle(List<int> line, Func<int, double> wish)
    {
        var wished = line.Select(wish).ToList();
        var pools = new List<(double Sum, int Count)>();
        for (var i = 0; i < line.Count; i++)
        {
            pools.Add((wished[i] - i, 1));
            while (pools.Count > 1 && pools[^2].Sum / pools[^2].Count > pools[^1].Sum / pools[^1].Count)
            {
                var joined = (pools[^2].Sum + pools[^1].Sum, pools[^2].Count + pools[^1].Count);
                pools.RemoveRange(pools.Count - 2, 2);
                pools.Add(joined);
            }
        }
        var at = 0;
        foreach (var (sum, count) in pools)
            for (var i = 0; i < count; i++, at++) x[line[at]] = sum / count + at;
    }

    // ---- Lanes: lines over children that would run into each other lie at different heights.

    Union[] Lanes(Union[] all)
    {
        var lanes = new int[all.Length];
        var spans =
            all.Select(
            u => (Left: Math.Min(u.Anchor.X, u.Children.Min(c => x[c])),
                Right: Math.Max(u.Anchor.X, u.Children.Max(c => x[c])))).ToArray();
        for (var (round, settled) = (0, false); round < all.Length && !settled; round++)
        {
            settled = true;
            for (var i = 0; i < all.Length; i++)
                for (var j = 0; j < all.Length; j++)
                    if (i != j && Above(i, j) && lanes[j] <= lanes[i]) (lanes[j], settled) = (lanes[i] + 1, false);
        }
        return [.. all.Select((u, i) => u with { Lane = lanes[i] })];

        // Of two that touch, the one lies higher whose own line of descent would cut the other.
        bool Above(int i, int j)
        {
            const double Near = 0.05;
            if (all[i].Anchor.Row != all[j].Anchor.Row || spans[i].Right < spans[j].Left - Near
                || spans[j].Right < spans[i].Left - Near) return false;
            bool here = Cuts(i, j), there = Cuts(j, i);
            return here == there ? i < j : here;
        }

        bool Cuts(int i, int j) => all[i].Anchor.X >= spans[j].Left - 0.05 && all[i].Anchor.X <= spans[j].Right + 0.05;
    }
}
