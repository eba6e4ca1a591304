namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>
/// The lower bound of the one-sided 95 % interval of a Poisson count, as filtering allele frequencies use it (Whiffin
/// 2017, Genet Med 19:1151); 0 for counts of 0 and 1, as gnomAD has it.
/// </summary>
static class PoissonBound
{
    const double Confidence = 0.95, Quantile = 1.6448536269514722;
    const int Exactly = 200, Halvings = 60;

    public static double Lower95(double count)
    {
        if (count < 2) return 0;
        // Wilson and Hilferty 1931; exact enough where the sum would be long.
        var share = 1 - 1 / (9 * count) - Quantile / (3 * Math.Sqrt(count));
        var near = count * share * share * share;
        if (count > Exactly) return near;
        var (low, high) = (0d, count);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (Fewer((int)count, middle) > Confidence) low = middle;
            else high = middle;
        }
        return low;
    }

    /// <summary>The chance to count fewer than this.</summary>
    static double Fewer(int count, double mean)
    {
        var (term, sum) = (Math.Exp(-mean), 0d);
        for (var k = 0; k < count; k++)
        {
            sum += term;
            term *= mean / (k + 1);
        }
        return sum;
    }
}
