using System.Globalization;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>The person, as far as a conclusion needs to know.</summary>
/// <param name="Group">Case, control or relative.</param>
/// <param name="Sex">Sex; unknown stays unknown.</param>
/// <param name="BirthYear">Null when not known.</param>
/// <param name="Transplant">What is known of transplants.</param>
sealed record SubjectFacts(SubjectGroup Group, Sex Sex, int? BirthYear,
    Transplant Transplant = Transplant.NotRecorded);

/// <summary>One row of a file, and where it came from.</summary>
/// <param name="sample">Code of the registered sample.</param>
/// <param name="intake">Public id of the reading.</param>
/// <param name="call">The row, with the class and criteria that are in force.</param>
/// <param name="classified">The classification of two persons that they are of; null where the rules said them.</param>
sealed class SampleFinding(string sample, Guid intake, PanelCall call, ClassifiedBy? classified = null)
{
    string? reference;

    /// <summary>Code of the registered sample.</summary>
    public string Sample => sample;
    /// <summary>Public id of the reading.</summary>
    public Guid Intake => intake;
    /// <summary>The row.</summary>
    public PanelCall Call => call;
    /// <summary>The classification of two persons that class and criteria are of; null where the rules said them.</summary>
    public ClassifiedBy? Classified => classified;

    /// <summary>How statements refer to it: sample, position, intake.</summary>
    public string Reference => reference ??= call.HotSpot is { } hotSpot
        ? string.Create(CultureInfo.InvariantCulture, $"{sample}/{hotSpot}/{intake:N}")
        : string.Create(CultureInfo.InvariantCulture,
            $"{sample}/{call.Build}:{call.Chrom}:{call.Pos}:{call.Ref}:{call.Alt}/{intake:N}");
}

/// <summary>A classification that two persons made.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its version.</param>
sealed record ClassifiedBy(string Code, int Version)
{
    /// <summary>As a conclusion names it: <c>CL-00001@2</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Code}@{Version}");
}

/// <summary>One measured value.</summary>
/// <param name="Id">Code of the result.</param>
/// <param name="Sample">Code of the sample.</param>
/// <param name="Analyte">Code of the analyte.</param>
/// <param name="Method">Code of the method.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">One of the rules' units.</param>
/// <param name="Drawn">When the blood was drawn; null when not recorded.</param>
/// <param name="States">Disturbing states; empty when asked and none, null when not recorded.</param>
sealed record AssayFact(
    string Id, string Sample, string Analyte, string Method, Measurement Value, string Unit, Moment? Drawn,
        IReadOnlyList<string>? States)
{
    /// <inheritdoc cref="Cases.CaseAssay.Held"/>
    public bool Held { get; init; }
}

/// <summary>An intake, for provenance.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Sha256">SHA-256 of the VCF's bytes.</param>
/// <param name="Build">Genome build.</param>
/// <param name="PanelId">Panel it was called with.</param>
/// <param name="PanelVersion">Version of that panel.</param>
sealed record IntakeFacts(Guid Id, string Sha256, string Build, string PanelId, string PanelVersion);

/// <summary>
/// Everything known of one person: the join of findings and assays. The order of the lists carries no meaning.
/// </summary>
sealed record CaseEvidence(
    SubjectFacts Subject, IReadOnlyList<SampleFinding> Findings, IReadOnlyList<AssayFact> Assays,
        IReadOnlyList<IntakeFacts> Intakes)
{
    /// <summary>Day on which it was put together: no draw can be later.</summary>
    public required DateOnly Today { get; init; }
    /// <summary>The clock of the site, by which draws are told.</summary>
    public required TimeZoneInfo Zone { get; init; }
    /// <summary>Facts that people told and that hold today, as the dictionary of facts writes them.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
    /// <summary>Answers to items of scores that hold today, by the id of the item.</summary>
    public IReadOnlyDictionary<string, bool> Answers { get; init; } = new Dictionary<string, bool>();
    /// <summary>There is something to conclude from: a file or an assay result.</summary>
    public bool IsExamined => Assays.Count + Intakes.Count > 0;

    /// <summary>The day of a draw by the clock of the site.</summary>
    public DateOnly DayOf(Moment drawn) => DateOnly.FromDateTime(AtSite(drawn));

    /// <summary>A draw for people, by the clock of the site: the day, and the minute where it is known.</summary>
    public string Printed(Moment drawn) =>
        AtSite(drawn).ToString(drawn.WholeDay ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    // A whole day was recorded with the offset of its site.
    DateTime AtSite(Moment drawn) => drawn.WholeDay ? drawn.At.DateTime : TimeZoneInfo.ConvertTime(drawn.At, Zone).DateTime;
}
