using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>Whether a report may be used.</summary>
public enum ReportStanding
{
    /// <summary>It is the newest version, and nobody withdrew it.</summary>
    Current,
    /// <summary>A newer version stands in its place.</summary>
    Replaced,
    /// <summary>It was withdrawn; a newer version may stand in its place.</summary>
    Withdrawn,
}

/// <summary>Whether a report may be used, and since when not.</summary>
/// <param name="Standing">The standing.</param>
/// <param name="Since">When it was withdrawn or replaced; null for a current one.</param>
/// <param name="Reason">Why it was withdrawn; else null.</param>
/// <param name="NewestVersion">The newest version of the person.</param>
public sealed record ReportState(ReportStanding Standing, Moment? Since, string? Reason, int NewestVersion)
{
    /// <summary>It may be used.</summary>
    public bool IsCurrent => Standing == ReportStanding.Current;

    /// <summary>The one place that decides: a withdrawal goes before a newer version.</summary>
    /// <param name="version">Version of the report.</param>
    /// <param name="withdrawal">Its withdrawal; null for none.</param>
    /// <param name="next">Version and time of the version after it; null for none.</param>
    /// <param name="newest">The newest version of the person.</param>
    internal static ReportState Of(int version, ReportWithdrawal? withdrawal, Moment? next, int newest) =>
        withdrawal is { } w ? new(ReportStanding.Withdrawn, w.At, w.Reason, newest)
        : newest > version ? new(ReportStanding.Replaced, next, null, newest)
        : new(ReportStanding.Current, null, null, newest);
}
