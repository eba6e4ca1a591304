using System.Buffers.Text;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Evidence;

/// <summary>
/// How many of a sample's reads show each allele, in the words of the caller that counted them. The counts on which a
/// caller's genotype rests go before those of all reads. docs/reference/callers.md lists them.
/// </summary>
sealed class ReadCounts
{
    readonly RecordEvidence reading;
    readonly CellFields cell;
    readonly (bool AreInteger, bool ArePerAllele) adPromises, aoPromises;
    readonly bool isAlone;
    long[] reads = [];
    Counted counted;

    public ReadCounts(RecordEvidence reading, VcfHeader header, CellFields cell)
    {
        (this.reading, this.cell, isAlone) = (reading, cell, header.Samples.Count == 1);
        (adPromises, aoPromises) = (Promises(header, "AD", "R"), Promises(header, "AO", "A"));
    }

    /// <summary>Whose reads are counted.</summary>
    enum Counted
    {
        /// <summary>No allele's.</summary>
        Nothing,
        /// <summary>REF's and every ALT's.</summary>
        Everything,
        /// <summary>Every ALT's, beside a depth.</summary>
        Alts,
    }

    /// <summary>Reads of each allele, REF first, as far as they are counted.</summary>
    public Span<long> Reads => reads;
    /// <summary>Reads against which the counts stand.</summary>
    public long All { get; private set; }
    /// <summary>Nothing is counted: no balance can be judged.</summary>
    public bool AreMissing => counted == Counted.Nothing;
    /// <summary>Every allele's reads are counted, and there is none.</summary>
    public bool AreZero { get; private set; }
    /// <summary>REF's reads are counted, as every ALT's: their sum is a depth.</summary>
    public bool AreWhole => counted == Counted.Everything;

    public void Begin(int alleles)
    {
        if (reads.Length != alleles) reads = new long[alleles];
        Clear();
    }

    public void Clear() => (counted, All, AreZero) = (Counted.Nothing, 0, false);

    /// <summary>Every allele's reads were written to <see cref="Reads"/>; all of them are so many.</summary>
    public void Take(long all) =>
        (counted, All, AreZero) = (all > 0 ? Counted.Everything : Counted.Nothing, all, all == 0);

    /// <summary>Reads the counts of the cell that was split. A depth of 0 counts nothing.</summary>
    public void Read(FormatLayout layout)
    {
        Clear();
        if (layout.Fao >= 0 && TryList(cell[layout.Fao], reads.AsSpan(1)) && TryDepth(layout.Fdp, layout.Dp)) return;
        if (layout.Ad >= 0)
            if (layout.Rd >= 0 && reads.Length == 2 && TryOne(cell[layout.Ad], out reads[1])
                && TryOne(cell[layout.Rd], out reads[0])) Sum();
            else if (List(adPromises, cell[layout.Ad], reads, "AD")) Sum();
        if (AreMissing && layout.Ao >= 0 && reads.Length > 1 && cell.Integer(layout.Dp, "DP") is { } depth and > 0
            && List(aoPromises, cell[layout.Ao], reads.AsSpan(1), "AO")) (counted, All) = (Counted.Alts, depth);
        if (AreMissing && layout.Nv >= 0 && TryList(cell[layout.Nv], reads.AsSpan(1))) TryDepth(layout.Nr, layout.Dp);
        if (AreMissing && layout.Dv >= 0 && reads.Length == 2 && TryOne(cell[layout.Dv], out reads[1])
            && TryOne(cell[layout.Dr], out reads[0])) Sum();
        if (AreMissing && isAlone && layout.Ad < 0) ReadInfo();
    }

    /// <summary>Share of the reads that show an allele; NaN where the record does not tell.</summary>
    public double Share(int allele)
    {
        if (counted == Counted.Nothing) return double.NaN;
        if (counted == Counted.Everything || allele > 0) return (double)reads[allele] / All;
        var rest = 1.0;
        for (var a = 1; a < reads.Length; a++) rest -= (double)reads[a] / All;
        return Math.Max(0, rest);
    }

    /// <summary>The largest of a list of depths; null where none is told.</summary>
    public int? Most(int field)
    {
        Span<long> some = stackalloc long[1];
        long most = -1;
        foreach (var range in cell[field].Split((byte)','))
            if (TryList(cell[field][range], some)) most = Math.Max(most, some[0]);
        return most < 0 ? null : (int)Math.Min(most, int.MaxValue);
    }

    /// <summary>
    /// What INFO counts of a file's only sample (bcftools, DP4: REF and ALT reads of either strand).
    /// </summary>
    void ReadInfo()
    {
        Span<long> strands = stackalloc long[4];
        if (reads.Length != 2 || reading.HasStructural || !reading.Record.TryInfo("DP4"u8, out var list)
            || !TryList(list, strands)) return;
        (reads[0], reads[1]) = (strands[0] + strands[1], strands[2] + strands[3]);
        Sum();
    }

    bool TryDepth(int field, int orElse)
    {
        var depth = Most(field) ?? Most(orElse) ?? 0;
        if (depth == 0) return false;
        (counted, All) = (Counted.Alts, depth);
        return true;
    }

    void Sum()
    {
        long all = 0;
        foreach (var n in reads) all += n;
        Take(all);
    }

    static bool TryOne(ReadOnlySpan<byte> field, out long count)
    {
        count = 0;
        return !field.IsEmpty && Utf8Parser.TryParse(field, out count, out var used) && used == field.Length
            && count >= 0;
    }

    static bool TryList(ReadOnlySpan<byte> list, Span<long> into)
    {
        var count = 0;
        foreach (var range in list.Split((byte)','))
            if (count == into.Length || !TryOne(list[range], out into[count++])) return false;
        return count == into.Length;
    }

    // A header that declares another Number does not make counts of the right length less; one that declares no
    // integers promises nothing.
    static (bool AreInteger, bool ArePerAllele) Promises(VcfHeader header, string key, string number) =>
        header.Format.TryGetValue(key, out var declared)
        ? (declared.Type == "Integer", declared.Type == "Integer" && declared.Number == number) : (true, false);

    /// <summary>
    /// False when the counts are missing; refuses what is not a list of counts, or of as many as the header promises.
    /// </summary>
    bool List((bool AreInteger, bool ArePerAllele) promises, ReadOnlySpan<byte> list, Span<long> into, string key)
    {
        if (list.IsEmpty || list.SequenceEqual("."u8)) return false;
        bool known = true, readable = true;
        var count = 0;
        foreach (var range in list.Split((byte)','))
        {
            var one = list[range];
            long n = 0;
            if (one is [(byte)'.']) known = false;
            else readable &= TryOne(one, out n);
            if (count < into.Length) into[count] = n;
            count++;
        }
        if (readable && count == into.Length) return known;
        // Only a declared Number promises one count per allele; other lists of another length are left by a tool that
        // split the record.
        if (readable ? promises.ArePerAllele : promises.AreInteger)
            throw reading.Refused("bad-counts", key, into.Length, cell.Sample, Excerpt.Text(list));
        return false;
    }
}
