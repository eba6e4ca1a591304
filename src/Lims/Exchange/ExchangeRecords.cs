using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Exchange;

/// <summary>What another program asks for. What is null is not asked.</summary>
/// <param name="Id">Public id of the record.</param>
/// <param name="Identifier">Its code: of a person, a sample or a result; number, or number/version, of a report.</param>
/// <param name="Person">Public id of the person.</param>
/// <param name="PersonCode">Code of the person.</param>
/// <param name="From">Issued then or later; only of reports.</param>
/// <param name="Until">Issued before; only of reports.</param>
/// <param name="After">Key of the last record of the page before.</param>
/// <param name="Count">Records of a page, 1 to <see cref="Most"/>.</param>
public sealed record ExchangeQuery(Guid? Id = null, string? Identifier = null, Guid? Person = null, string? PersonCode = null,
    Moment? From = null, Moment? Until = null, long After = 0, int Count = ExchangeQuery.Usual)
{
    /// <summary>Most records of a page, and how many there are unless something else is asked.</summary>
    public const int Most = 100, Usual = 50;
    /// <summary>Key of a measured value, of which there is no public id.</summary>
    public int? Number { get; init; }
    /// <summary>It names a record or a person: what it finds is bounded.</summary>
    public bool IsNarrow => Id is not null || Identifier is not null || Person is not null || PersonCode is not null || Number is not null;
}

/// <summary>One page of an answer, in the order of the keys.</summary>
/// <param name="Rows">The records.</param>
/// <param name="Next">The key to go on after; null on the last page.</param>
public sealed record ExchangePage<T>(IReadOnlyList<T> Rows, long? Next);

/// <summary>A person.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Person">Code, sex, year of birth.</param>
public sealed record ExchangedPerson(Guid Id, string Site, ReportPerson Person);

/// <summary>A sample.</summary>
/// <param name="Id">Public id.</param>
/// <param name="PersonId">Public id of the person.</param>
/// <param name="PersonCode">Code of the person.</param>
/// <param name="Sample">What is known of it.</param>
/// <param name="IsRetracted">Nothing of it counts.</param>
/// <param name="Tubes">Codes of its tubes at the actor's sites.</param>
public sealed record ExchangedSample(Guid Id, Guid PersonId, string PersonCode, ReportSample Sample, bool IsRetracted,
    IReadOnlyList<string> Tubes);

/// <summary>A measured value.</summary>
/// <param name="Number">Its key.</param>
/// <param name="PersonId">Public id of the person.</param>
/// <param name="PersonCode">Code of the person.</param>
/// <param name="SampleId">Public id of the sample.</param>
/// <param name="Assay">The value and what it may be used for today.</param>
/// <param name="IsEnded">It was retracted or corrected, or its sample was retracted.</param>
public sealed record ExchangedAssay(int Number, Guid PersonId, string PersonCode, Guid SampleId, ReportAssay Assay, bool IsEnded);

/// <summary>An issued report, without its content.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Version">Its version.</param>
/// <param name="Issued">When it was issued.</param>
/// <param name="Standing">What became of it.</param>
/// <param name="PersonId">Public id of the person.</param>
/// <param name="PersonCode">Code of the person.</param>
/// <param name="Sha256">SHA-256 of its content.</param>
public sealed record ExchangedReport(Guid Id, string Number, int Version, Moment Issued, ReportStanding Standing, Guid PersonId,
    string PersonCode, string Sha256);

/// <summary>An issued report with its content.</summary>
/// <param name="Line">The report.</param>
/// <param name="Json">The signed content, byte for byte.</param>
/// <param name="Content">The same, read.</param>
/// <param name="Samples">Public ids of the samples, by their codes.</param>
public sealed record ExchangedContent(ExchangedReport Line, string Json, ReportContent Content, IReadOnlyDictionary<string, Guid> Samples);

/// <summary>How much waits, at most <see cref="Most"/> of each.</summary>
/// <param name="FirstReview">Conclusions that nobody has signed.</param>
/// <param name="SecondReview">Conclusions that wait for the second signature.</param>
/// <param name="Urgent">Those of both for which somebody is to be called.</param>
/// <param name="HeldRuns">Runs whose controls failed and that nobody has released.</param>
public sealed record WorklistCounts(int FirstReview, int SecondReview, int Urgent, int HeldRuns)
{
    /// <summary>No count goes further.</summary>
    public const int Most = 1000;
}
