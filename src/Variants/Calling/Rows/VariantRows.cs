using System.Buffers;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Rows;

/// <summary>Rows in a spool, of which a record brought <paramref name="Count"/>.</summary>
sealed record Chunk(long Offset, int Count);

/// <summary>The samples that carry one variant, in the chunks in which their records came.</summary>
sealed class VariantRows(Gene gene, string chrom, Allele allele, StructuralAllele? structural)
{
    ulong[] denied = [];

    public Allele Allele => allele;
    public List<Chunk> Chunks { get; } = [];

    /// <summary>
    /// Samples (a bit each) of which a record with a complete genotype says that they do not carry it.
    /// </summary>
    public void Deny(ulong[] samples)
    {
        if (denied.Length == 0) denied = samples;
        else for (var i = 0; i < samples.Length; i++) denied[i] |= samples[i];
    }

    bool IsDenied(int sample) => (denied[sample >> 6] >> (sample & 63) & 1) != 0;

    /// <summary>Two records of one allele: the worse status stands, and two counts contradict each other.</summary>
    static VariantCall Joined(VariantCall a, VariantCall b, CallTexts texts) =>
        a.Status != CallStatus.Called || b.Status != CallStatus.Called
        ? a.Status != CallStatus.Called && (b.Status == CallStatus.Called || a.Status <= b.Status) ? a : b
        : a.Copies != b.Copies ? Contradicted(a, texts)
        : a.On == b.On && a.PhaseSet == b.PhaseSet ? a : a with { On = Haplotypes.Unknown };

    static VariantCall Contradicted(VariantCall call, CallTexts texts) =>
        call with { Status = CallStatus.NoCall, Copies = -1, Notes = texts.Of("conflicting-records") };

    /// <summary>What those of some samples (columns of the file) have of it that have it.</summary>
    public IEnumerable<VariantCall> Carried(IReadOnlyList<int> samples, VcfHeader header, CallTexts texts,
        Spool<VariantCall> spool, SplitGenotypes halves)
    {
        // Of a variant that many carry these are large: what every variant borrows in turn is not cleared and not
        // collected.
        var rows = ArrayPool<VariantCall>.Shared.Rent(Chunks.Sum(c => c.Count));
        var rowOf = ArrayPool<int>.Shared.Rent(header.Samples.Count);
        try
        {
            Array.Fill(rowOf, -1, 0, header.Samples.Count);
            var read = 0;
            foreach (var (offset, count) in Chunks)
            {
                spool.Read(offset, rows.AsSpan(read, count));
                for (var end = read + count; read < end; read++)
                {
                    ref var first = ref rowOf[rows[read].Sample];
                    if (first < 0) first = read;
                    else rows[first] = Joined(rows[first], rows[read], texts);
                }
            }
            foreach (var sample in samples)
                if (rowOf[sample] is >= 0 and var row)
                {
                    var call = rows[row].HalfAt > 0 && halves.AreTwo(chrom, rows[row].HalfAt, sample)
                        ? rows[row] with { Status = CallStatus.Called, Copies = 1, Notes = rows[row].HalfNotes }
                        : rows[row];
                    yield return call.Status == CallStatus.Called && IsDenied(sample) ? Contradicted(call, texts)
                        : call;
                }
        }
        finally
        {
            ArrayPool<VariantCall>.Shared.Return(rows);
            ArrayPool<int>.Shared.Return(rowOf);
        }
    }

    public IEnumerable<SampleCall> Calls(IReadOnlyList<int> samples, VcfHeader header, string build, CallTexts texts,
        Spool<VariantCall> spool, SplitGenotypes halves)
    {
        var recent = new RecentCalls();
        foreach (var carried in Carried(samples, header, texts, spool, halves))
        {
            // What a row does not show keeps no two rows apart.
            var (sample, call) = (carried.Sample,
                carried with { Sample = 0, PhaseSet = 0, On = Haplotypes.Unknown, HalfAt = 0, HalfNotes = 0 });
            if (recent.Find(call) is not { } shared) recent.Add(call, shared = Shown(call, build, texts));
            yield return new SampleCall(header.Samples[sample], shared);
        }
    }

    PanelCall Shown(VariantCall call, string build, CallTexts texts) => new()
    {
        Build = build,
        Gene = gene.Symbol,
        Transcript = gene.Transcript,
        Chrom = chrom,
        Pos = allele.Pos,
        Ref = allele.Ref,
        Alt = allele.Alt,
        Rsid = texts[call.Rsid] is "." or "" ? null : texts[call.Rsid],
        Genotype = texts[call.Genotype],
        Copies = call.Copies < 0 ? null : call.Copies,
        Status = call.Status,
        Structural = structural,
        CopyNumber = float.IsNaN(call.CopyNumber) ? null : call.CopyNumber,
        Depth = call.Depth < 0 ? null : call.Depth,
        GenotypeQuality = float.IsNaN(call.Quality) ? null : call.Quality,
        AlleleBalance = float.IsNaN(call.Balance) ? null : call.Balance,
        Filter = texts[call.Filter],
        Notes = texts[call.Notes] is { Length: > 0 } notes ? notes.Split(';') : [],
    };

    /// <summary>The rows made last: samples of which a record says the same share one.</summary>
    sealed class RecentCalls
    {
        const int Most = 8;
        readonly VariantCall[] keys = new VariantCall[Most];
        readonly PanelCall?[] calls = new PanelCall?[Most];
        int next;

        public PanelCall? Find(in VariantCall key)
        {
            for (var i = 0; i < Most; i++)
                if (calls[i] is { } call && keys[i].Equals(key)) return call;
            return null;
        }

        public void Add(in VariantCall key, PanelCall call)
        {
            (keys[next], calls[next]) = (key, call);
            next = (next + 1) % Most;
        }
    }
}
