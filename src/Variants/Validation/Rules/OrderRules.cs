using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Specification;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// Judges where a record stands: order, contigs in one block, the same variant twice (VCF 4.2 specification, 1.4.1;
/// 4.3, 1.6.1).
/// </summary>
sealed class OrderRules(Report report)
{
    readonly Duplicates duplicates = new(report);
    Contig? contig;
    long last;

    public void Judge(Contig here, ReadOnlySpan<byte> chrom, long pos, ReadOnlySpan<byte> refBases,
        ReadOnlySpan<byte> alt, RecordAlleles alleles)
    {
        if (here != contig)
        {
            if (here.WasMet) report.Add(FindingCodes.ContigScattered, "CHROM", "one block per contig", chrom);
            (contig, here.WasMet, last) = (here, true, 0);
            duplicates.Forget();
        }
        if (pos < last)
        {
            report.Add(FindingCodes.Unsorted, "POS", FormattableString.Invariant($"{last}.."),
                FormattableString.Invariant($"{pos}"));
            duplicates.Forget();
        }
        last = pos;
        duplicates.Judge(pos, refBases, alt, alleles);
    }
}
