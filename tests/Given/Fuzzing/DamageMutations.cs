namespace Thrombophilia.Given.Fuzzing;

/// <summary>
/// Damage to the container. A checksum, a length or the end-of-file block must see it. What none of them can see is a
/// whole block that is
/// lost, doubled or exchanged together with its own checksum: doubled and exchanged lines show in their order, lost
/// ones only where the cut
/// goes through a line.
/// </summary>
static class DamageMutations
{
    const string Class = "damage";

    internal static IReadOnlyList<Mutation> All { get; } =
    [
        new(Class, "bits of BGZF flipped", Owed.RefusedOrSame, (b, r) => Flipped(Bgzf(b, r), r)),
        new(Class, "bits of gzip flipped", Owed.RefusedOrSame, (b, r) => Flipped(Packing.Gzip(b.Bytes), r)),
        new(Class, "BGZF cut", Owed.Refused, (b, r) => Cut(Bgzf(b, r), r)),
        new(Class, "gzip cut", Owed.Refused, (b, r) => Cut(Packing.Gzip(b.Bytes), r)),
        new(Class, "no end-of-file block", Owed.Refused, (b, r) => new(Bgzf(b, r)[..^Packing.EndBlock.Length])),
        new(Class, "block header field wrong", Owed.RefusedOrSame, WrongField),
        new(Class, "block checksum or length wrong", Owed.Refused, WrongTrailer),
        new(Class, "gzip checksum or length wrong", Owed.Refused, (b, r) =>
        {
            var packed = Packing.Gzip(b.Bytes);
            packed[^(1 + r.Next(8))] ^= (byte)(1 + r.Next(255));
            return new(packed);
        }),
        new(Class, "garbage after the end", Owed.Refused, (b, r) => new(Packing.Join(AnyPacked(b, r), Garbage(r)))),
        new(Class, "zeros after the end", Owed.Refused,
            (b, r) => new(Packing.Join(AnyPacked(b, r), new byte[1 + r.Next(600)]))),
        new(Class, "zeros over the tail", Owed.Refused, (b, r) => Overwritten(AnyPacked(b, r), r, 0)),
        new(Class, "a run of bytes overwritten", Owed.RefusedOrSame, (b, r) => Overwritten(AnyPacked(b, r), r, 1)),
        new(Class, "bytes lost inside", Owed.RefusedOrSame, Shortened),
        new(Class, "plain gzip member inside BGZF", Owed.RefusedOrSame, (b, r) => Mixed(b, r)),
        new(Class, "a line lost with its block", Owed.Cautious,
            (b, r) => b.IsPlain ? Blocks(b, r, blocks => blocks.RemoveAt(1 + r.Next(blocks.Count - 2))) : null),
        new(Class, "lines doubled with their block", Owed.Told, (b, r) => Blocks(b, r, blocks =>
        {
            var from = 1 + r.Next(blocks.Count - 2);
            blocks.Insert(r.Next(3) == 0 ? 1 + r.Next(blocks.Count - 2) : from, blocks[from]);
        })),
        new(Class, "lines exchanged with their blocks", Owed.Told, (b, r) => Blocks(b, r, blocks =>
        {
            var (one, two) = (r.Next(blocks.Count - 1), r.Next(blocks.Count - 1));
            (blocks[one], blocks[two]) = (blocks[two], blocks[one]);
        })),
        new(Class, "blocks cut through lines exchanged", Owed.Alive, (b, r) => Straddling(Bgzf(b, r), r)),
    ];

    static byte[] Bgzf(FuzzBase b, Random r) => Packing.Bgzf(b.Bytes, Packing.Lengths(r, b.Bytes.Length));

    static byte[] AnyPacked(FuzzBase b, Random r) => r.Next(3) == 0 ? Packing.Gzip(b.Bytes) : Bgzf(b, r);

    static Mutant Flipped(byte[] packed, Random r)
    {
        for (var n = 1 + r.Next(3); n > 0; n--) packed[r.Next(packed.Length)] ^= (byte)(1 << r.Next(8));
        return new(packed);
    }

    static Mutant Cut(byte[] packed, Random r) =>
        new(packed[..(r.Next(3) == 0 ? Math.Max(0, packed.Length - 1 - r.Next(40)) : r.Next(packed.Length))]);

    static Mutant WrongField(FuzzBase b, Random r)
    {
        var packed = Bgzf(b, r);
        var blocks = Packing.Blocks(packed);
        var (at, _) = blocks[r.Next(blocks.Count)];
        packed[at + r.Next(18)] = (byte)r.Next(256);
        return new(packed);
    }

    static Mutant WrongTrailer(FuzzBase b, Random r)
    {
        var packed = Bgzf(b, r);
        var blocks = Packing.Blocks(packed);
        var (at, length) = blocks[r.Next(blocks.Count)];
        packed[at + length - 1 - r.Next(8)] ^= (byte)(1 + r.Next(255));
        return new(packed);
    }

    /// <summary>Not one byte of a further member's magic alone could be meant: whatever comes is no gzip.</summary>
    static byte[] Garbage(Random r)
    {
        var bytes = new byte[1 + r.Next(80)];
        r.NextBytes(bytes);
        if (bytes[0] == 0x1F) bytes[0] = 0x20;
        return bytes;
    }

    static Mutant? Overwritten(byte[] packed, Random r, byte first)
    {
        var length = Math.Min(packed.Length, 1 + r.Next(first == 0 ? 2000 : 60));
        var run = packed.AsSpan(first == 0 ? packed.Length - length : r.Next(packed.Length - length + 1), length);
        if (first == 0 && !run.ContainsAnyExcept((byte)0)) return null;
        if (first == 0) run.Clear();
        else r.NextBytes(run);
        return new(packed);
    }

    static Mutant? Shortened(FuzzBase b, Random r)
    {
        var packed = AnyPacked(b, r);
        var (at, length) = (r.Next(packed.Length - 1), 1 + r.Next(40));
        var left = Packing.Join(packed[..at], packed[Math.Min(packed.Length, at + length)..]);
        // Inside a block: whole blocks are the business of the mutations below.
        return length >= 26 ? null : new(left);
    }

    static Mutant Mixed(FuzzBase b, Random r)
    {
        var cut = r.Next(b.Bytes.Length);
        byte[] first = Packing.Bgzf(b.Bytes.AsSpan(0, cut), _ => 3000), second = Packing.Gzip(b.Bytes.AsSpan(cut));
        return new(
            r.Next(2) == 0 ? Packing.Join(first, second)
                : Packing.Join(Packing.Gzip(b.Bytes.AsSpan(0, cut)), Packing.Bgzf(b.Bytes.AsSpan(cut), _ => 3000)));
    }

    /// <summary>Blocks of whole lines, the header in the first, the end-of-file block left where it is.</summary>
    static Mutant? Blocks(FuzzBase b, Random r, Action<List<byte[]>> change)
    {
        var packed = Lined(b, r);
        var blocks = Packing.Blocks(packed).Select(p => packed[p.At..(p.At + p.Length)]).SkipLast(1).ToList();
        if (blocks.Count < 4) return null;
        change(blocks);
        return new(Packing.Join([.. blocks, Packing.EndBlock]));
    }

    static byte[] Lined(FuzzBase b, Random r)
    {
        var most = 1 + r.Next(4);
        var lines = b.Text.Lines().Select(l => System.Text.Encoding.UTF8.GetByteCount(l) + 1).ToArray();
        var header = b.Text.Meta.Count + 1;
        var ends = new Dictionary<int, int>();
        var at = 0;
        for (var i = 0; i < lines.Length;)
        {
            var taken = i == 0 ? header : 1 + r.Next(most);
            var length = lines.Skip(i).Take(taken).Sum();
            ends[at] = length;
            (at, i) = (at + length, i + taken);
        }
        return ends.Values.Max() > 0xFF00 ? Packing.Bgzf(b.Bytes, _ => 0xFF00)
            : Packing.Bgzf(b.Bytes, from => ends[from]);
    }

    static Mutant Straddling(byte[] packed, Random r)
    {
        var blocks = Packing.Blocks(packed).Select(p => packed[p.At..(p.At + p.Length)]).ToList();
        for (var n = 1 + r.Next(3); n > 0 && blocks.Count > 1; n--)
            switch (r.Next(3))
            {
                case 0: blocks.RemoveAt(r.Next(blocks.Count)); break;
                case 1: blocks.Insert(r.Next(blocks.Count + 1), blocks[r.Next(blocks.Count)]); break;
                default:
                    var (one, two) = (r.Next(blocks.Count), r.Next(blocks.Count));
                    (blocks[one], blocks[two]) = (blocks[two], blocks[one]);
                    break;
            }
        return new(Packing.Join(blocks));
    }
}
