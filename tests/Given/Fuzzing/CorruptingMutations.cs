using System.Globalization;

namespace Thrombophilia.Given.Fuzzing;

/// <summary>
/// Texts that are no longer what was written. Where the form shows it the file is refused; where what is left is a
/// legal VCF (a record lost,
/// a field dropped) nothing may be proven that was not, unless a note of the row says so.
/// </summary>
static class CorruptingMutations
{
    const string Class = "corrupting";

    static readonly string[] Deciding = ["GT", "DP", "GQ", "AD", "AO", "FT", "MIN_DP"];

    internal static IReadOnlyList<Mutation> All { get; } =
    [
        Line("tab removed", Owed.Refused, (line, r) => Without(line, '\t', r)),
        Line("tab put in", Owed.Refused, (line, r) => line.Insert(r.Next(line.Length + 1), "\t")),
        Line("tab replaced by spaces", Owed.Refused,
            (line, r) => Without(line, '\t', r) is { } cut ? cut.Insert(Math.Min(cut.Length, r.Next(4)), "  ") : null),
        Line("line cut before its last column", Owed.Refused,
            (line, r) => line[..r.Next(1, line.LastIndexOf('\t') + 1)]),
        Line("line broken in two", Owed.Refused, (line, r) => line.Insert(r.Next(1, line.Length), "\n")),
        Line("line joined with the next", Owed.Refused, (line, r) => line + line),
        Line("columns shifted", Owed.Cautious, (line, r) =>
        {
            // From ID on: another POS is another record.
            var fields = line.Split('\t').ToList();
            var (from, to) = (r.Next(2, fields.Count), r.Next(2, fields.Count));
            var field = fields[from];
            fields.RemoveAt(from);
            fields.Insert(to, field);
            // REF and ALT exchanged are a legal record wherever the panel does not know the base.
            return to == from || from is 3 or 4 && to is 3 or 4 || fields.Count > 10 && from >= 9 && to >= 9 ? null
                : string.Join('\t', fields);
        }),
        new(Class, "file cut inside a line", Owed.Told, (b, r) =>
        {
            var header = System.Text.Encoding.UTF8.GetByteCount(string.Join('\n', b.Text.Meta)) + 1;
            var cut = r.Next(header, b.Bytes.Length);
            return b.Bytes[cut - 1] == '\n' ? null : new(Packing.Any(b.Bytes[..cut], r));
        }),
        new(Class, "file cut inside the header", Owed.Refused, (b, r) =>
            new(Packing.Any(
            b.Bytes[..r.Next(System.Text.Encoding.UTF8.GetByteCount(string.Join('\n', b.Text.Meta)) + 1)], r))),
        new(Class, "file cut at a line end", Owed.Cautious, (b, r) =>
        {
            if (!b.IsPlain) return null;
            var text = b.Text.Copy();
            text.Records.RemoveRange(r.Next(text.Records.Count), 1);
            var keep = r.Next(text.Records.Count);
            text.Records.RemoveRange(keep, text.Records.Count - keep);
            return Packed(text, r);
        }),
        Text("second #CHROM line", Owed.Refused,
            (t, r) => t.Records.Insert(r.Next(t.Records.Count + 1), [.. t.Columns])),
        Text("header line among the records", Owed.Refused,
            (t, r) => t.Records.Insert(r.Next(t.Records.Count + 1), [t.Meta[r.Next(t.Meta.Count)]])),
        Text("no #CHROM line", Owed.Refused, (t, r) => t.Columns[0] = "##CHROM"),
        Text("sample name twice", Owed.Refused, (t, r) => t.Columns.Add(t.Columns[9])),
        Text("sample name twice, columns right", Owed.Refused, (t, r) =>
        {
            t.Columns.Add(t.Columns[9 + r.Next(t.Samples)]);
            for (var i = 0; i < t.Records.Count; i++) t.Records[i] = [.. t.Records[i], t.Records[i][9]];
        }),
        Text("sample name missing", Owed.Refused, (t, r) => t.Columns[^1] = ""),
        Text("a sample column too many", Owed.Refused,
            (t, r) => { var i = r.Next(t.Records.Count); t.Records[i] = [.. t.Records[i], t.Records[i][^1]]; }),
        Text("a sample column too few", Owed.Refused,
            (t, r) => { var i = r.Next(t.Records.Count); t.Records[i] = t.Records[i][..^1]; }),
        Text("empty line among the records", Owed.Refused, (t, r) => t.Records.Insert(r.Next(t.Records.Count), [""])),
        Text("version of another format", Owed.Refused, (t, r) => t.Meta[0] = "##fileformat=VCFv3.3"),
        Text("length of another assembly", Owed.Refused,
            (t, r) => t.Meta.Insert(1, "##contig=<ID=1,length=247249719>")),
        Field("POS no number", Owed.Refused,
            1, (x, r) => Pick(r, "", ".", "-5", "1.5", "12a", " 7", "99999999999", "0x10", "１２"), panelOnly: false),
        Field("CHROM with a blank", Owed.Refused, 0, (x, r) => Pick(r, "", x + " ", " " + x, x + "\r", x + "\0"),
            panelOnly: false),
        Field("REF no bases", Owed.Refused, 3, (x, r) => Pick(r, "", ".", "<DEL>", "A,C", "A C", "Q", "*", x + "1")),
        Field("ALT no alleles", Owed.Refused, 4,
            (x, r) =>
                // Symbolic alleles of one name may stand twice.
                Pick(r, "", x + ",", "," + x, x + ",.", x.StartsWith('<') ? x + ",," : x + "," + x, "A;C", "<DEL",
                "DEL>", "<DEL,T>", "<<DEL>>", "A C", "Q", "A1", "A[", "]", "[[", "A[1:5", ".;")),
        Record("ALT the same as REF", Owed.Refused, (x, r) => x[4] = r.Next(2) == 0 ? x[3] : x[3].ToLowerInvariant()),
        Record("one ALT twice in two cases", Owed.Cautious,
            (x, r) => x[4] = x[4].ToLowerInvariant() + "," + x[4].ToUpperInvariant()),
        Record("REF of another base", Owed.Cautious,
            (x, r) => x[3] = FuzzBases.Other(char.ToUpperInvariant(x[3][0])) + x[3][1..]),
        Field("FILTER that fails or cannot be read", Owed.Cautious, 6,
            (x, r) =>
                Pick(r, "q10", "0", "PASS;", ";PASS", "PASS;q10", "pass", "P ASS", " PASS", "PASS ",
                "PASS,PASS", "\0")),
        Field("FILTER empty", Owed.Refused, 6, (x, r) => ""),
        Field("FORMAT without a key or with a blank in it", Owed.Refused, 8,
            (x, r) =>
                Pick(r, "", x + ":", ":" + x, x.Replace("GT", "GT:", StringComparison.Ordinal), x + " ", " " + x,
                x + ":D P")),
        Field("FORMAT key twice", Owed.Refused, 8, (x, r) => x + ":" + Pick(r, [.. x.Split(':').Intersect(Deciding)])),
        Record("END that cannot be read", Owed.Cautious,
            (x, r) =>
                x[7] = Pick(r, "END=", "END=x", "END=1.5", "END=5;END=900000000", "END=-1", "XX=1; END=900",
                "END=99999999999") + ";" + x[7]),
        Cell("GT that cannot be read", Owed.Refused, "GT",
            (x, r) =>
                Pick(r, "", "/", "0/", "/|1", "0//1", "0\\1", "A/C", "0/1/", "x", "0/-1", "0 /1", "0/1 ", "1e0",
                "0/1x", "+1/0")),
        new(Class, "GT with an allele beyond ALT", Owed.Refused,
            (b, r) =>
                InCell(b, r, "GT",
                (x, _) =>
                    Pick(r, $"0/{x[4].Count(c => c == ',') + 2}", "0|99999999999",
                    $"{x[4].Count(c => c == ',') + 2}"))),
        Cell("DP that cannot be read", Owed.Refused, "DP",
            (x, r) => Pick(r, "x", "-1", "1.5", "30x", "3 0", "99999999999", "30,30", "+", " 30"), needs: "DP"),
        Cell("GQ that cannot be read", Owed.Refused, "GQ",
            (x, r) => Pick(r, "x", "99x", "9 9", "99,99", "--9"), needs: "GQ"),
        Cell("AD that cannot be read", Owed.Refused, "AD",
            (x, r) => Pick(r, "x", "1,x", "-1,5", "1,2,3,4,5,6", "1 2", "1;2", ",", "5,"), needs: "AD"),
        // Without a depth no share is made of it.
        Cell("AO that cannot be read", Owed.RefusedOrSame, "AO",
            (x, r) => Pick(r, "x", "-1", "1,2,3,4,5,6", "1;2", ","), needs: "AO"),
        Cell("FT that fails", Owed.Cautious, "FT", (x, r) => Pick(r, "q10", "PASS;", "PASS,PASS", "P ASS", "0"),
            needs: "FT"),
        Cell("a field left empty", Owed.Refused, null, (x, r) => "", needs: ":"),
        Record("a field too many in a cell", Owed.Refused,
            (x, r) => x[9 + r.Next(x.Length - 9)] += string.Concat(Enumerable.Repeat(":5", x[8].Split(':').Length))),
        new(Class, "a cell without its last fields", Owed.Cautious, (b, r) =>
        {
            var text = b.Text.Copy();
            var x = PanelRecord(b, text, r);
            var s = 9 + r.Next(text.Samples);
            // Counts and FT have no note that says they are missing; a cell may end before them.
            if (x is null || x[8].Contains('A', StringComparison.Ordinal)
                || x[8].Contains("FT", StringComparison.Ordinal) || !x[s].Contains(':', StringComparison.Ordinal))
                return null;
            x[s] = x[s][..x[s].LastIndexOf(':')];
            return Packed(text, r);
        }),
        new(Class, "a record twice with another genotype", Owed.Cautious, (b, r) =>
        {
            var text = b.Text.Copy();
            if (PanelRecord(b, text, r) is not { } x) return null;
            var other = (string[])x.Clone();
            for (var s = 0; s < text.Samples; s++)
                if (FuzzText.Field(x, s, "GT") is { Length: 3 } gt)
                    FuzzText.SetField(other, s, "GT", gt is "0/0" or "0|0" ? "1/1" : "0/0");
                else return null;
            text.Records.Insert(text.Records.IndexOf(x) + r.Next(2), other);
            return Packed(text, r);
        }),
        new(Class, "a record lost", Owed.Cautious, (b, r) =>
        {
            if (!b.IsPlain) return null;
            var text = b.Text.Copy();
            text.Records.RemoveAt(r.Next(text.Records.Count));
            return Packed(text, r);
        }),
        Text("records out of order", Owed.Told, (t, r) =>
        {
            var records = t.Records.ToArray();
            r.Shuffle(records);
            t.Records.Clear();
            t.Records.AddRange(records);
        }),
    ];

    static Mutant Packed(FuzzText text, Random r) => new(Packing.Any(text.Bytes(), r));

    static string Pick(Random r, params string[] values) => values[r.Next(values.Length)];

    static string? Without(string line, char what, Random r)
    {
        var places = Enumerable.Range(0, line.Length).Where(i => line[i] == what).ToArray();
        return places.Length == 0 ? null : line.Remove(places[r.Next(places.Length)], 1);
    }

    static string[]? PanelRecord(FuzzBase b, FuzzText text, Random r) =>
        b.PanelRecords.Count == 0 ? null : text.Records[b.PanelRecords[r.Next(b.PanelRecords.Count)]];

    static Mutation Text(string name, Owed owed, Action<FuzzText, Random> change) => new(Class, name, owed, (b, r) =>
    {
        var text = b.Text.Copy();
        change(text, r);
        return Packed(text, r);
    });

    /// <summary>One line of the records, or now and then the column line.</summary>
    static Mutation Line(string name, Owed owed, Func<string, Random, string?> change) =>
        new(Class, name, owed, (b, r) =>
    {
        var text = b.Text.Copy();
        var columns = owed == Owed.Refused && r.Next(8) == 0;
        var at = r.Next(text.Records.Count);
        var line = columns ? string.Join('\t', text.Columns) : string.Join('\t', text.Records[at]);
        if (change(line, r) is not { } changed || changed == line) return null;
        if (columns)
        {
            text.Columns.Clear();
            text.Columns.Add(changed);
        }
        else text.Records[at] = [changed];
        return Packed(text, r) with { Where = changed.Length > 200 ? changed[..200] : changed };
    });

    static Mutation Field(string name, Owed owed, int column, Func<string, Random, string> change,
        bool panelOnly = true) => new(Class, name, owed, (b, r) =>
    {
        var text = b.Text.Copy();
        var x = panelOnly ? PanelRecord(b, text, r) : text.Records[r.Next(text.Records.Count)];
        if (x is null || change(x[column], r) is var changed && changed == x[column]) return null;
        x[column] = changed;
        return Packed(text, r) with { Where = string.Join(' ', x.Take(10)) };
    });

    static Mutation Record(string name, Owed owed, Action<string[], Random> change) => new(Class, name, owed, (b, r) =>
    {
        var text = b.Text.Copy();
        if (PanelRecord(b, text, r) is not { } x
            || !x[4].All(char.IsLetter) && name.Contains("ALT", StringComparison.Ordinal)) return null;
        // Bases that the panel does not know cannot be compared.
        if (name.StartsWith("REF", StringComparison.Ordinal) && (!b.IsPlain || x[3].Length > 1)) return null;
        change(x, r);
        return Packed(text, r) with { Where = string.Join(' ', x.Take(10)) };
    });

    static Mutation Cell(string name, Owed owed, string? key, Func<string[], Random, string> change,
        string needs = "") =>
        new(Class, name, owed, (b, r) => InCell(b, r, key, change, needs));

    static Mutant? InCell(FuzzBase b, Random r, string? key, Func<string[], Random, string> change, string needs = "")
    {
        var text = b.Text.Copy();
        if (PanelRecord(b, text, r) is not { } x || !x[8].Contains(needs, StringComparison.Ordinal)) return null;
        var s = r.Next(text.Samples);
        var keys = x[8].Split(':');
        key ??= keys[r.Next(keys.Length)];
        if (FuzzText.Field(x, s, key) is not { } before
            || key == "DP" && FuzzText.Field(x, s, "MIN_DP") is not (null or ".")) return null;
        // Counts of one allele only are not taken for a share.
        if (key is "AD" or "AO" && change(x, new Random(0)) is null) return null;
        var after = change(x, r);
        if (after == before) return null;
        FuzzText.SetField(x, s, key, after);
        return Packed(text,
            r) with
        {
            Where =
                string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', x.Take(9))} {x[9 + s]}")
        };
    }
}
