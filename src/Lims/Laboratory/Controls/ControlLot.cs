using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Controls;

/// <summary>A lot of a control, with the mean and the SD of one assay on one analyser.</summary>
public sealed class ControlLot
{
    ControlLot() { }

    /// <summary>Registers a lot.</summary>
    /// <param name="site">Code of the site of the analyser.</param>
    /// <param name="analyser">Code of the analyser.</param>
    /// <param name="code">Code of the lot, by which result files name it in place of a sample.</param>
    /// <param name="analyte">Code of the analyte.</param>
    /// <param name="method">Code of the method.</param>
    /// <param name="level">Its level for people, such as <c>low</c>.</param>
    /// <param name="mean">Mean in the unit of the assay.</param>
    /// <param name="sd">Standard deviation, above 0.</param>
    /// <param name="until">Last day on which it may be used.</param>
    /// <param name="by">Who registered it.</param>
    /// <param name="at">When.</param>
    public ControlLot(string site, string analyser, string code, string analyte, string method, string level, decimal mean,
        decimal sd, DateOnly until, string by, DateTimeOffset at) =>
        (Site, Analyser, Code, Analyte, Method, Level, Mean, Sd, Until, By, At) =
        (site, analyser, code, analyte, method, level, mean, sd, until, by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Code of the site of the analyser.</summary>
    public string Site { get; private set; } = "";
    /// <summary>Code of the analyser.</summary>
    public string Analyser { get; private set; } = "";
    /// <summary>Code of the lot.</summary>
    public string Code { get; private set; } = "";
    /// <summary>Code of the analyte.</summary>
    public string Analyte { get; private set; } = "";
    /// <summary>Code of the method.</summary>
    public string Method { get; private set; } = "";
    /// <summary>Its level for people.</summary>
    public string Level { get; private set; } = "";
    /// <summary>Mean in the unit of the assay.</summary>
    public decimal Mean { get; private set; }
    /// <summary>Standard deviation, above 0.</summary>
    public decimal Sd { get; private set; }
    /// <summary>Last day on which it may be used.</summary>
    public DateOnly Until { get; private set; }
    /// <summary>Who registered it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }

    /// <summary>How many SD a value lies above the mean; negative below.</summary>
    public decimal DistanceOf(decimal value) => (value - Mean) / Sd;
}
