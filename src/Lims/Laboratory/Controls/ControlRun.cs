using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Controls;

/// <summary>What the controls of a run say.</summary>
public enum ControlVerdict
{
    /// <summary>No rule speaks against it.</summary>
    Passed,
    /// <summary>A rule warns.</summary>
    Warned,
    /// <summary>A rule rejects it.</summary>
    Rejected,
}

/// <summary>
/// One assay in one run of an analyser, as its controls judge it. Results of patients of a rejected run are held until
/// somebody releases it with a reason.
/// </summary>
public sealed class ControlRun
{
    ControlRun() { }

    /// <summary>A run that was not judged yet.</summary>
    public ControlRun(string site, string analyser, string run, string analyte, string method) =>
        (Site, Analyser, Run, Analyte, Method, Key) = (site, analyser, run, analyte, method, KeyOf(analyser, run, analyte, method));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Code of the site of the analyser.</summary>
    public string Site { get; private set; } = "";
    /// <summary>Code of the analyser.</summary>
    public string Analyser { get; private set; } = "";
    /// <summary>Code of the run.</summary>
    public string Run { get; private set; } = "";
    /// <summary>Code of the analyte.</summary>
    public string Analyte { get; private set; } = "";
    /// <summary>Code of the method.</summary>
    public string Method { get; private set; } = "";
    /// <summary>The four of them in one: unique.</summary>
    public string Key { get; private set; } = "";
    /// <summary>What the controls say.</summary>
    public ControlVerdict Verdict { get; private set; }
    /// <summary>Ids of the rules that warn or reject, joined by <c>;</c>, in the order of the table.</summary>
    public string Rules { get; private set; } = "";
    /// <summary>When it was released although it was rejected; null where it was not.</summary>
    public Moment? Released { get; private set; }
    /// <summary>Who released it.</summary>
    public string? ReleasedBy { get; private set; }
    /// <summary>Why.</summary>
    public string? ReleaseReason { get; private set; }

    /// <summary>Results of patients are held.</summary>
    public bool IsHeld => Verdict == ControlVerdict.Rejected && Released is null;

    /// <summary>The key of an assay in a run. The parts are codes, which have no bar.</summary>
    public static string KeyOf(string analyser, string run, string analyte, string method) =>
        string.Join('|', analyser, run, analyte, method);

    /// <summary>Records what the controls say. A release holds only for the rules that it was given for.</summary>
    internal void Judge(ControlVerdict verdict, string rules)
    {
        if (rules != Rules) (Released, ReleasedBy, ReleaseReason) = (null, null, null);
        (Verdict, Rules) = (verdict, rules);
    }

    /// <summary>Releases the results of patients.</summary>
    internal void Release(string reason, string by, DateTimeOffset at) =>
        (ReleaseReason, ReleasedBy, Released) = (reason, by, Moment.Of(at));
}
