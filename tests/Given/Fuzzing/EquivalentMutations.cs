
namespace Thrombophilia.Given.Fuzzing;

/// <summary>Other ways to write the same truth: the file must be accepted, and its rows must be the same.</summary>
static class EquivalentMutations
{
    const string Class = "equivalent";

    internal static IReadOnlyList<Mutation> All { get; } =
    [
        Change("line ends CR LF", (t, r, b) => t.LineEnd = "\r\n"),
        Change("byte order mark", (t, r, b) => t.Head = "\uFEFF"),
        Change("no line end at the end", (t, r, b) => t.Tail = ""),
        Change("empty lines at the end",
            (t, r, b) => t.Tail = string.Concat(Enumerable.Repeat(t.LineEnd, 2 + r.Next(3)))),
        new(Class, "another container", Owed.Same, (b, r) => new(Packing.Any(b.Bytes, r))),
        new(Class, "blocks cut elsewhere", Owed.Same,
            (b, r) => new(Packing.Bgzf(b.Bytes, Packing.Lengths(r, b.Bytes.Length)))),
        new(Class, "empty blocks between", Owed.Same, (b, r) =>
        {
            var packed = Packing.Bgzf(b.Bytes, Packing.Lengths(r, b.Bytes.Length));
            return new(
                Packing.Join(
                    Packing.Blocks(packed)
                        .SelectMany(
                        p => r.Next(4) == 0 ? [Packing.EndBlock, packed[p.At..(p.At + p.Length)]]
                            : (byte[][])[packed[p.At..(p.At + p.Length)]])));
        }),
        new(Class, "gzip of several members", Owed.Same, (b, r) =>
        {
            var cut = r.Next(b.Bytes.Length);
            return new(Packing.Join(Packing.Gzip(b.Bytes.AsSpan(0, cut)), Packing.Gzip(b.Bytes.AsSpan(cut))));
        }),
        Change("header lines in another order", (t, r, b) =>
        {
            var rest = t.Meta.Skip(1).ToArray();
            r.Shuffle(rest);
            t.Meta.RemoveRange(1, rest.Length);
            t.Meta.AddRange(rest);
        }),
        Change("further header lines", (t, r, b) => t.Meta.Insert(1 + r.Next(t.Meta.Count), r.Next(3) switch
        {
            0 => "##INFO=<ID=XX,Number=1,Type=String,Description=\"Länge = <8>, \\\"so\\\"\">",
            1 => "##source=" + new string('x', r.Next(3000)),
            _ => "##ALT=<ID=DEL,Description=\"Deletion\">",
        })),
        Change("chromosome names of another habit", Renamed),
        Change("an unknown INFO field",
            (t, r, b) =>
                Each(t, r, x => x[7] = x[7] == "." ? "XX=1" : r.Next(2) == 0 ? x[7] + ";XEND=5;YY" : "XX=a,b;" + x[7])),
        Change("an unknown FORMAT field", (t, r, b) => Each(t, r, x => AddKey(x, r))),
        Change("FORMAT keys in another order", (t, r, b) => Each(t, r, x => Reorder(x, r))),
        Change("INFO fields in another order",
            (t, r, b) => Each(t, r, x => x[7] = string.Join(';', x[7].Split(';').Reverse()))),
        Change("trailing missing fields dropped", (t, r, b) => Each(t, r, x =>
        {
            for (var s = 9; s < x.Length; s++)
                while (x[s].EndsWith(":.", StringComparison.Ordinal)) x[s] = x[s][..^2];
        })),
        Change("dropped fields written as missing", (t, r, b) => Each(t, r, x =>
        {
            for (var s = 9; s < x.Length; s++) x[s] = Padded(x[s], x[8].Split(':').Length);
        })),
        Change("records of other contigs", (t, r, b) =>
        {
            string[] names = ["MT", "chrUn_KI270302v1", "GL000192.1", "HLA-A*01:01:01:01", "22", "X"];
            var name = names[r.Next(names.Length)];
            if (t.Records.Any(x => x[0] == name)) return;
            for (var n = 1 + r.Next(4); n > 0; n--)
                t.Records.Add(
                    [name, $"{10_000 - n}", "rs1", "G", r.Next(2) == 0 ? "C" : "<CN2>", "5", "weird", "END=banana",
                        "GT", .. Enumerable.Repeat(r.Next(2) == 0 ? "0/1" : "3|9|x", t.Samples)]);
        }),
        Change("bases in lower case", (t, r, b) => Each(t, r, x =>
        {
            x[3] = x[3].ToLowerInvariant();
            if (x[4].All(char.IsLetter)) x[4] = x[4].ToLowerInvariant();
        })),
        Change("QUAL of another value", (t, r, b) => Each(t, r, x =>
        {
            // None, and one below the limit, say less.
            if (double.TryParse(x[5], System.Globalization.CultureInfo.InvariantCulture, out var qual) && qual >= 20)
                x[5] = r.Next(2) == 0 ? "20" : "512.5";
        })),
        Change("samples in another order", (t, r, b) =>
        {
            var order = Enumerable.Range(9, t.Samples).ToArray();
            r.Shuffle(order);
            var names = order.Select(i => t.Columns[i]).ToArray();
            for (var i = 0; i < names.Length; i++) t.Columns[9 + i] = names[i];
            for (var n = 0; n < t.Records.Count; n++)
                t.Records[n] = [.. t.Records[n][..9], .. order.Select(i => t.Records[n][i])];
        }),
        Change("a record written twice", (t, r, b) =>
        {
            var at = r.Next(t.Records.Count);
            t.Records.Insert(at, (string[])t.Records[at].Clone());
        }),
        Change("ALTs in another order", (t, r, b) => Each(t, r, x => Permute(x, r)), respells: true),
        Change("an ALT that nobody carries", (t, r, b) => Each(t, r, x => AddAlt(x)), respells: true),
        Change("alleles of a genotype exchanged", (t, r, b) => Each(t, r, x =>
        {
            for (var s = 9; s < x.Length; s++)
            {
                var gt = FuzzText.Field(x, s - 9, "GT");
                if (gt is { Length: 3 })
                    FuzzText.SetField(x, s - 9, "GT",
                        r.Next(2) == 0 ? $"{gt[2]}{gt[1]}{gt[0]}" : $"{gt[0]}{(r.Next(2) == 0 ? '/' : '|')}{gt[2]}");
            }
        }), respells: true),
        Change("bases shared with the neighbour", (t, r, b) => Panel(t, r, b, x => Widen(x, t, b))),
        new(Class, "several ALTs split, the others written as REF", Owed.Same, (b, r) => Split(b, r, '0')),
        // What is missing in one record the other one explains only for the reader of both: a lower status is right.
        new(Class, "several ALTs split, the others missing", Owed.Cautious, (b, r) => Split(b, r, '.')),
    ];

    static Mutation Change(string name, Action<FuzzText, Random, FuzzBase> change, bool respells = false) =>
        new(Class, name, Owed.Same, (b, r) =>
    {
        var text = b.Text.Copy();
        change(text, r, b);
        return new(Packing.Any(text.Bytes(), r)) { Respells = respells };
    });

    /// <summary>All records, or every third.</summary>
    static void Each(FuzzText text, Random r, Action<string[]> change) =>
        Some(text, r, Enumerable.Range(0, text.Records.Count), i => change(text.Records[i]));

    static void Panel(FuzzText text, Random r, FuzzBase b, Action<string[]> change) =>
        Some(text, r, b.PanelRecords, i => change(text.Records[i]));

    static void Some(FuzzText text, Random r, IEnumerable<int> records, Action<int> change)
    {
        var (all, one) = (r.Next(2) == 0, r.Next(3));
        foreach (var i in records) if (all || i % 3 == one) change(i);
    }

    static string Padded(string cell, int fields) =>
        cell + string.Concat(Enumerable.Repeat(":.", fields - cell.Split(':').Length));

    static void Renamed(FuzzText t, Random r, FuzzBase b)
    {
        var accessions = r.Next(3) == 0;
        var build = b.Rows.Values.First().Value.Split(' ')[0];
        var to = t.Records.Select(x => x[0]).Distinct()
            .ToDictionary(name => name, name => GivenVcf.Panel.Contigs.Resolve(name) is { } known
            ? accessions ? GivenVcf.Panel.Contigs.On(build).Single(c => c.Name == known.Name).Accession
            : name.StartsWith("chr", StringComparison.Ordinal) ? known.Name : "chr" + known.Name : name);
        foreach (var record in t.Records) record[0] = to[record[0]];
        for (var i = 0; i < t.Meta.Count; i++)
            if (t.Meta[i].StartsWith("##contig=<ID=", StringComparison.Ordinal)
                && t.Meta[i].IndexOfAny([',', '>']) is > 13 and var end
                && to.TryGetValue(t.Meta[i][13..end], out var name))
                t.Meta[i] = $"##contig=<ID={name}{t.Meta[i][end..]}";
    }

    static void AddKey(string[] x, Random r)
    {
        var keys = x[8].Split(':').ToList();
        var at = 1 + r.Next(keys.Count);
        for (var s = 9; s < x.Length; s++)
        {
            var fields = Padded(x[s], keys.Count).Split(':').ToList();
            fields.Insert(at, r.Next(2) == 0 ? "." : "7,x");
            x[s] = string.Join(':', fields);
        }
        keys.Insert(at, "XQ");
        x[8] = string.Join(':', keys);
    }

    static void Reorder(string[] x, Random r)
    {
        var order = Enumerable.Range(0, x[8].Split(':').Length).ToArray();
        r.Shuffle(order);
        string Moved(string text)
        {
            var fields = Padded(text, order.Length).Split(':');
            return string.Join(':', order.Select(i => fields[i]));
        }
        for (var i = 8; i < x.Length; i++) x[i] = Moved(x[i]);
    }

    static void Permute(string[] x, Random r)
    {
        var alts = x[4].Split(',');
        if (alts.Length < 2) return;
        var order = Enumerable.Range(0, alts.Length).ToArray();
        r.Shuffle(order);
        x[4] = string.Join(',', order.Select(i => alts[i]));
        Renumber(x, old => old == 0 ? 0 : Array.IndexOf(order, old - 1) + 1,
            counts => [.. counts[..^alts.Length], .. order.Select(i => counts[counts.Length - alts.Length + i])]);
    }

    static void AddAlt(string[] x)
    {
        if (!x[4].All(c => char.IsLetter(c) || c == ',')) return;
        x[4] = "GATTACA," + x[4];
        Renumber(x, old => old == 0 ? 0 : old + 1,
            counts => counts.Length > x[4].Count(c => c == ',') ? [counts[0], "0", .. counts[1..]] : ["0", .. counts]);
    }

    /// <summary>Gives the alleles other numbers in GT and puts the per-allele counts in the same order.</summary>
    static void Renumber(string[] x, Func<int, int> number, Func<string[], string[]> counts)
    {
        for (var s = 0; s < x.Length - 9; s++)
        {
            if (FuzzText.Field(x, s, "GT") is { } gt)
                FuzzText.SetField(x, s, "GT",
                    string.Concat(gt.Select(c => char.IsDigit(c) ? (char)('0' + number(c - '0')) : c)));
            foreach (var key in (string[])["AD", "AO", "PL", "GL"])
                if (FuzzText.Field(x, s, key) is { } list && list.Trim('.', ',').Length > 0)
                    FuzzText.SetField(x, s, key, key[1] == 'L' ? "." : string.Join(',', counts(list.Split(','))));
        }
    }

    /// <summary>
    /// Writes the base behind REF into REF and every ALT, where the panel knows it and no other record begins there.
    /// </summary>
    static void Widen(string[] x, FuzzText t, FuzzBase b)
    {
        if (!b.IsPlain || !x[4].All(c => char.IsLetter(c) || c == ',')) return;
        var build = GivenVcf.Panel.On(b.Rows.Values.First().Value.Split(' ')[0])!;
        var pos = int.Parse(x[1], null);
        if (GivenVcf.Panel.Contigs.Resolve(x[0]) is not { } known || build.On(known.Name) is not { } contig) return;
        if (contig.BaseAt(pos + x[3].Length) is not (not 0 and var next)) return;
        x[3] += (char)next;
        x[4] = string.Join(',', x[4].Split(',').Select(a => a + (char)next));
    }

    /// <summary>
    /// A record of several ALTs as one record each; <paramref name="other"/> stands for the ALTs that the record no
    /// longer has.
    /// </summary>
    static Mutant? Split(FuzzBase b, Random r, char other)
    {
        var text = b.Text.Copy();
        var found = false;
        for (var n = text.Records.Count - 1; n >= 0; n--)
        {
            var x = text.Records[n];
            var alts = x[4].Split(',');
            // Counts per allele lose their whole when they are split, and a depth is no depth of one allele: only where
            // there are none.
            if (alts.Length < 2 || x[8].Contains('A', StringComparison.Ordinal) || alts.Any(a => !a.All(char.IsLetter))
                || x.Skip(9).Any(c => c.Split(':')[0].Length != 3)) continue;
            text.Records.RemoveAt(n);
            found = true;
            for (var a = alts.Length; a > 0; a--)
            {
                var one = (string[])x.Clone();
                one[4] = alts[a - 1];
                Renumber(one, old => old == a ? 1 : old == 0 ? 0 : other - '0', counts => counts);
                text.Records.Insert(n, one);
            }
        }
        return found ? new(Packing.Any(text.Bytes(), r)) { Respells = true } : null;
    }
}
