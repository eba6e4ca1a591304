namespace Thrombophilia.Variants.Vcf;

/// <summary>
/// Reads GT: allele numbers separated by <c>/</c> or <c>|</c>, <c>.</c> for a missing one (VCF 4.3 specification,
/// 1.6.2; a leading separator since 4.4).
/// </summary>
public static class Genotype
{
    /// <summary>
    /// Counts the alleles of a genotype into <paramref name="copies"/> (one element per allele, REF first).
    /// False when the text is not a genotype or names an allele that the record does not have.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> gt, Span<int> copies, out int ploidy, out int missing)
    {
        copies.Clear();
        // Two alleles of one digit each: nearly all there are.
        if (gt is [var first, (byte)'/' or (byte)'|', var second] && (uint)(first - '0') < copies.Length
            && (uint)(second - '0') < copies.Length
            && first <= '9' && second <= '9')
        {
            copies[first - '0']++;
            copies[second - '0']++;
            (ploidy, missing) = (2, 0);
            return true;
        }
        (ploidy, missing) = (0, 0);
        if (!gt.IsEmpty && gt[0] is (byte)'/' or (byte)'|') gt = gt[1..];
        for (var i = 0; ;)
        {
            if (i == gt.Length) return false;
            if (gt[i] == '.')
            {
                missing++;
                i++;
            }
            else
            {
                var allele = 0;
                var begin = i;
                for (; i < gt.Length && gt[i] is >= (byte)'0' and <= (byte)'9'; i++)
                    if ((allele = allele * 10 + (gt[i] - '0')) >= copies.Length) return false;
                if (i == begin) return false;
                copies[allele]++;
            }
            ploidy++;
            if (i == gt.Length) return true;
            if (gt[i] is not ((byte)'/' or (byte)'|')) return false;
            i++;
        }
    }
}
