using System.Globalization;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>A number measured several times, round by round.</summary>
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

    /// <summary>How far the rounds lie apart, as a share of the median.</summary>
    public double Spread => Median == 0 ? 0 : (values.Max() - values.Min()) / Math.Abs(Median);

    /// <summary>Median with the smallest and the largest value; empty where nothing was measured.</summary>
    public string Text(string format) => double.IsNaN(Median) ? "" : string.Create(CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} "
        + $"({values.Min().ToString(format, CultureInfo.InvariantCulture)}-"
        + $"{values.Max().ToString(format, CultureInfo.InvariantCulture)})");

    public Series Times(double factor) => new(values.Select(v => v * factor));

    /// <summary>Round by round: runs beside each other in time share what disturbed them.</summary>
    public Series Over(Series other) => With(other, (mine, theirs) => mine / theirs);

    /// <inheritdoc cref="Over"/>
    public Series With(Series other, Func<double, double, double> join) => new(values.Zip(other.values, join));
}
