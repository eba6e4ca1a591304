using System.Globalization;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>A number measured several times.</summary>
sealed class Series(IEnumerable<double> values)
{
    readonly double[] values = [.. values];

    public double Median
    {
        get
        {
            var sorted = values.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>Median with the smallest and the largest value.</summary>
    public string Text(string format) => string.Create(CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({values.Min().ToString(format, CultureInfo.InvariantCulture)}-{values.Max().ToString(format, CultureInfo.InvariantCulture)})");

    /// <summary>Round by round: runs beside each other in time share what disturbed them.</summary>
    public Series Over(Series other) => new(values.Zip(other.values, (mine, theirs) => mine / theirs));
}
