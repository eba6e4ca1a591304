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

    public IEnumerable<PanelCall> Calls(IReadOnlyList<int> samples, VcfHeader header, string build, CallTexts texts, CallSpool spool)
    {
        var bySample = new Dictionary<int, VariantCall>();
        foreach (var (offset, count) in Chunks)
        {
            var chunk = new VariantCall[count];
            spool.Read(offset, chunk);
            foreach (var call in chunk)
                if (!bySample.TryAdd(call.Sample, call) && bySample[call.Sample].Copies != call.Copies)
                    bySample[call.Sample] = bySample[call.Sample] with { Status = CallStatus.NoCall, Copies = -1, Notes = texts.Of("conflicting-records") };
        }
        foreach (var sample in samples)
        {
            if (!bySample.TryGetValue(sample, out var call)) continue;
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
