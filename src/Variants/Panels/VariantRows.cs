using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Panels;

/// <summary>The samples that carry one variant, in the chunks in which their records came.</summary>
sealed class VariantRows(string chrom, Gene gene, Allele allele)
{
    public string Chrom => chrom;
    public int Pos => allele.Pos;
    public string Ref => allele.Ref;
    public string Alt => allele.Alt;
    public List<(long Offset, int Count)> Chunks { get; } = [];

    ulong[] denied = [];

    /// <summary>Samples (a bit each) of which a record with a complete genotype says that they do not carry it.</summary>
    public void Deny(ulong[] samples)
    {
        if (denied.Length == 0) denied = samples;
        else for (var i = 0; i < samples.Length; i++) denied[i] |= samples[i];
    }

    bool IsDenied(int sample) => (denied[sample >> 6] >> (sample & 63) & 1) != 0;

    /// <summary>Two records of one allele: the worse status stands, and two counts contradict each other.</summary>
    static VariantCall Joined(VariantCall a, VariantCall b, CallTexts texts) =>
        a.Status != CallStatus.Called || b.Status != CallStatus.Called ? a.Status != CallStatus.Called && (b.Status == CallStatus.Called || a.Status <= b.Status) ? a : b
        : a.Copies == b.Copies ? a : Contradicted(a, texts);

    static VariantCall Contradicted(VariantCall call, CallTexts texts) => call with { Status = CallStatus.NoCall, Copies = -1, Notes = texts.Of("conflicting-records") };

    public IEnumerable<PanelCall> Calls(IReadOnlyList<int> samples, VcfHeader header, string build, CallTexts texts, CallSpool spool)
    {
        var bySample = new Dictionary<int, VariantCall>();
        foreach (var (offset, count) in Chunks)
        {
            var chunk = new VariantCall[count];
            spool.Read(offset, chunk);
            foreach (var call in chunk)
                if (!bySample.TryAdd(call.Sample, call)) bySample[call.Sample] = Joined(bySample[call.Sample], call, texts);
        }
        foreach (var sample in samples)
        {
            if (!bySample.TryGetValue(sample, out var call)) continue;
            if (call.Status == CallStatus.Called && IsDenied(sample)) call = Contradicted(call, texts);
            var notes = texts[call.Notes];
            yield return new PanelCall
            {
                Sample = header.Samples[sample],
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
                Depth = call.Depth < 0 ? null : call.Depth,
                GenotypeQuality = float.IsNaN(call.Quality) ? null : call.Quality,
                AlleleBalance = float.IsNaN(call.Balance) ? null : call.Balance,
                Filter = texts[call.Filter],
                Notes = notes.Length == 0 ? [] : notes.Split(';'),
            };
        }
    }
}
