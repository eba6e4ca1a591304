namespace Thrombophilia.Given.Fuzzing;

/// <summary>
/// Indexes that are damaged, stale, or of another file, packed rightly. What they lead to must be what the scan finds,
/// or they must be found
/// out. That a file was not read whole is said of every indexed read and is no excuse.
/// </summary>
static class IndexMutations
{
    const string Class = "index";

    internal static IReadOnlyList<Mutation> All { get; } =
    [
        Whole("intact", (b, r) => b.Index, Owed.Same),
        // A flip may move a chunk into another bin in whose place no line contradicts it, or a window past a line that
        // reaches into it.
        new(Class, "bits flipped", Owed.Cautious, (b, r) =>
        {
            var csi = r.Next(2) == 0;
            var bytes = b.Index.Bytes(csi);
            // Windows are most of a TBI: half of the flips go to what comes before them.
            for (var n = 1 + r.Next(2); n > 0; n--)
                bytes[r.Next(r.Next(2) == 0 ? Math.Min(bytes.Length, 900) : bytes.Length)] ^= (byte)(1 << r.Next(8));
            return With(b, bytes, csi);
        }),
        new(Class, "cut", Owed.Told, (b, r) =>
        {
            var csi = r.Next(2) == 0;
            var bytes = b.Index.Bytes(csi);
            return With(b, bytes[..r.Next(bytes.Length)], csi);
        }),
        new(Class, "its container damaged", Owed.Told, (b, r) =>
        {
            var csi = r.Next(2) == 0;
            var packed = Packing.Bgzf(b.Index.Bytes(csi), _ => 20_000);
            if (r.Next(2) == 0) packed[r.Next(packed.Length)] ^= (byte)(1 << r.Next(8));
            else packed = packed[..r.Next(packed.Length)];
            return new(b.Packed) { Index = (packed, Ending(csi)) };
        }),
        Part("a chunk moved by some bytes",
            (c, r, b) => Chunk(c, r, (x, _) => (Moved(x.Begin, r, b), r.Next(2) == 0 ? x.End : Moved(x.End, r, b)))),
        Part("a chunk moved to another line",
            (c, r, b) => Chunk(c, r, (x, _) => r.Next(2) == 0 ? (AnyLine(b, r), x.End) : (x.Begin, AnyLine(b, r)))),
        Part("a chunk lost", (c, r, b) => Bin(c, r).Chunks.RemoveAt(0)),
        Part("a bin lost", (c, r, b) => c.Bins.Remove(Bin(c, r))),
        Part("a bin of another number", owed: Owed.Cautious, change: (c, r, b) =>
        {
            var bin = Bin(c, r);
            c.Bins[c.Bins.IndexOf(bin)] =
                bin with { Number = r.Next(2) == 0 ? bin.Number ^ (1u << r.Next(15)) : (uint)r.Next(37449) };
        }),
        Part("a bin twice", (c, r, b) => c.Bins.Add(Bin(c, r))),
        Part("windows lost", (c, r, b) => c.Windows.Clear()),
        Part("windows cut",
            (c, r, b) =>
                c.Windows.RemoveRange(r.Next(c.Windows.Count), c.Windows.Count - r.Next(c.Windows.Count) > 0 ? 1 : 0)),
        Part("a window moved", owed: Owed.Cautious, change: (c, r, b) =>
        {
            var i = r.Next(2) == 0 ? c.Windows.Count - 1 - r.Next(Math.Min(50, c.Windows.Count))
                : r.Next(c.Windows.Count);
            c.Windows[i] = r.Next(2) == 0 ? AnyLine(b, r) : Moved(c.Windows[i], r, b);
        }),
        Part("all windows moved", (c, r, b) =>
        {
            var to = AnyLine(b, r);
            for (var i = 0; i < c.Windows.Count; i++) c.Windows[i] = to;
        }),
        Whole("a contig of another name", (b, r) =>
        {
            var index = b.Index.Copy();
            var i = r.Next(index.Contigs.Count);
            index.Contigs[i] =
                index.Contigs[i] with { Name = r.Next(3) switch { 0 => "", 1 => "22",
                _ => index.Contigs[i].Name + "x" } };
            return index;
        }),
        Whole("two contigs exchanged", (b, r) =>
        {
            var index = b.Index.Copy();
            var (one, two) = (r.Next(index.Contigs.Count), r.Next(index.Contigs.Count));
            (index.Contigs[one], index.Contigs[two]) = (index.Contigs[two] with { Name = index.Contigs[one].Name },
                index.Contigs[one] with { Name = index.Contigs[two].Name });
            return index;
        }),
        Whole("a contig lost", (b, r) =>
        {
            var index = b.Index.Copy();
            index.Contigs.RemoveAt(r.Next(index.Contigs.Count));
            return index;
        }),
        new(Class, "of a shorter version of the file", Owed.Told, (b, r) =>
        {
            var text = b.Text.Copy();
            text.Records.RemoveAt(r.Next(text.Records.Count));
            var (_, index) = FuzzIndex.Write(text, 1 + r.Next(8));
            var csi = r.Next(2) == 0;
            return With(b, index.Bytes(csi), csi);
        }),
        new(Class, "older than its file", Owed.Told, (b, r) =>
        {
            var index = b.Index.Copy();
            index.Contigs.RemoveAt(r.Next(index.Contigs.Count));
            return With(b, index.Bytes(csi: false), csi: false) with { IsStale = true };
        }),
    ];

    static string Ending(bool csi) => csi ? ".csi" : ".tbi";

    static Mutant With(FuzzBase b, byte[] index, bool csi) =>
        new(b.Packed) { Index = (Packing.Bgzf(index, _ => 60_000), Ending(csi)) };

    static Mutation Whole(string name, Func<FuzzBase, Random, FuzzIndex> make, Owed owed = Owed.Told) =>
        new(Class, name, owed, (b, r) =>
    {
        var csi = r.Next(2) == 0;
        return With(b, make(b, r).Bytes(csi), csi);
    });

    static Mutation Part(string name, Action<FuzzIndex.Contig, Random, FuzzBase> change, Owed owed = Owed.Told) =>
        Whole(name, (b, r) =>
    {
        var index = b.Index.Copy();
        change(index.Contigs[r.Next(index.Contigs.Count)], r, b);
        return index;
    }, owed);

    static FuzzIndex.Bin Bin(FuzzIndex.Contig c, Random r)
    {
        var bins = c.Bins.Where(x => x.Number != FuzzIndex.Metadata && x.Chunks.Count > 0).ToArray();
        return bins[r.Next(bins.Length)];
    }

    static void Chunk(FuzzIndex.Contig c, Random r, Func<(ulong Begin, ulong End), int, (ulong, ulong)> change)
    {
        var bin = Bin(c, r);
        var i = r.Next(bin.Chunks.Count);
        bin.Chunks[i] = change(bin.Chunks[i], i);
    }

    static ulong Moved(ulong offset, Random r, FuzzBase b) => r.Next(4) switch
    {
        0 => offset + (ulong)r.Next(1, 200),
        1 => offset - Math.Min(offset, (ulong)r.Next(1, 200)),
        2 => offset ^ 1UL << r.Next(40),
        _ => (ulong)r.NextInt64((long)b.Packed.Length << 16),
    };

    /// <summary>An offset that a line of the file has: the index alone cannot tell that it is the wrong one.</summary>
    static ulong AnyLine(FuzzBase b, Random r)
    {
        var chunks = b.Index.Contigs.SelectMany(c => c.Bins).Where(x => x.Number != FuzzIndex.Metadata)
            .SelectMany(x => x.Chunks).ToArray();
        var (begin, end) = chunks[r.Next(chunks.Length)];
        return r.Next(2) == 0 ? begin : end;
    }
}
