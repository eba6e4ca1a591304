using System.Text;

namespace Thrombophilia.Given.Fuzzing;

/// <summary>Bytes changed without regard to what they mean.</summary>
static class HavocMutations
{
    const string Class = "havoc";

    static readonly string[] Words = ["\t", "\n", "\r", "\0", ":", ";", ",", "/", "|", ".", "<", ">", "[", "]", "*",
        "=", "-1", "2147483647", "4294967296", "1e9", "NaN", "\uFEFF", "##", "#CHROM", "END=", "LEN", "<DEL>",
            "SVLEN=-9223372036854775808"];

    internal static IReadOnlyList<Mutation> All { get; } =
    [
        new(Class, "bytes of the text", Owed.Alive, (b, r) => new(Packing.Any(Havoc(b.Bytes, r), r))),
        new(Class, "words put into the text", Owed.Alive, (b, r) => new(Packing.Any(Worded(b.Bytes, r), r))),
        new(Class, "bytes of the packed file", Owed.Alive,
            (b, r) => new(Havoc(r.Next(2) == 0 ? Packing.Gzip(b.Bytes) : b.Packed, r))),
        new(Class, "two files joined", Owed.Alive,
            (b, r) => new(Packing.Join(Packing.Any(Havoc(b.Bytes, r), r), Packing.Any(b.Bytes, r)))),
        new(Class, "noise", Owed.Alive, (b, r) =>
        {
            var noise = new byte[r.Next(5000)];
            r.NextBytes(noise);
            return new(
                r.Next(3) switch { 0 => noise, 1 => Packing.Gzip(noise),
                    _ => Packing.Join(b.Packed[..(r.Next(b.Packed.Length))], noise) });
        }),
        new(Class, "text that shrinks a thousandfold", Owed.Alive, (b, r) =>
        {
            var text = new byte[r.Next(1 << 21)];
            text.AsSpan().Fill((byte)"\n\tA#0"[r.Next(5)]);
            return new(
                r.Next(2) == 0 ? Packing.Gzip(Packing.Join(b.Bytes, text))
                    : Packing.Bgzf(Packing.Join(b.Bytes, text), _ => 0xFF00));
        }),
    ];

    static byte[] Havoc(byte[] bytes, Random r)
    {
        var list = bytes.ToList();
        for (var n = 1 + r.Next(8); n > 0 && list.Count > 1; n--)
        {
            var at = r.Next(list.Count);
            var length = Math.Min(list.Count - at, 1 + r.Next(r.Next(4) == 0 ? 500 : 8));
            switch (r.Next(5))
            {
                case 0: list[at] = (byte)r.Next(256); break;
                case 1: list[at] ^= (byte)(1 << r.Next(8)); break;
                case 2: list.RemoveRange(at, length); break;
                case 3: list.InsertRange(r.Next(list.Count), list.GetRange(at, length)); break;
                default: list.Insert(at, (byte)r.Next(256)); break;
            }
        }
        return [.. list];
    }

    static byte[] Worded(byte[] bytes, Random r)
    {
        var list = bytes.ToList();
        for (var n = 1 + r.Next(6); n > 0; n--)
        {
            var at = r.Next(list.Count);
            var word = Encoding.UTF8.GetBytes(Words[r.Next(Words.Length)]);
            if (r.Next(2) == 0) list.RemoveRange(at, Math.Min(word.Length, list.Count - at));
            list.InsertRange(at, word);
        }
        return [.. list];
    }
}
