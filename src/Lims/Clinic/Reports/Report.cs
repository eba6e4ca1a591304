using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>
/// One issued version of a person's report: its content, the hash of it and the signature over the hash. Never changed; a
/// correction is the next version, and a withdrawal a row of its own.
/// </summary>
public sealed class Report
{
    Report() { }

    /// <summary>Issues a version.</summary>
    /// <param name="subjectId">The person.</param>
    /// <param name="conclusionId">The conclusion that was signed.</param>
    /// <param name="content">What it says.</param>
    /// <param name="key">Signs it.</param>
    /// <param name="by">Who gave the second signature.</param>
    /// <param name="at">When.</param>
    internal Report(int subjectId, int conclusionId, ReportContent content, SigningKey key, string by, DateTimeOffset at)
    {
        (SubjectId, ConclusionId, Number, Version) = (subjectId, conclusionId, content.Number, content.Version);
        (Content, Sha256) = CanonicalContent.Of(content);
        (Signature, KeyId) = (key.Sign(Sha256), key.Id);
        (Reason, Remark, By, Issued) = (content.Amendment?.ReasonCode, content.Amendment?.Remark, by, Moment.Of(at));
    }

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>The person.</summary>
    public int SubjectId { get; private set; }
    /// <summary>The conclusion that was signed.</summary>
    public int ConclusionId { get; private set; }
    /// <summary>Number of the person's reports.</summary>
    public string Number { get; private set; } = "";
    /// <summary>1, 2, ...</summary>
    public int Version { get; private set; }
    /// <summary>The content, canonical JSON.</summary>
    public string Content { get; private set; } = "";
    /// <summary>SHA-256 of the content's UTF-8 bytes, lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";
    /// <summary>ECDSA P-256 signature over that hash (IEEE P1363), base64.</summary>
    public string Signature { get; private set; } = "";
    /// <summary>Which key signed it.</summary>
    public string KeyId { get; private set; } = "";
    /// <summary>Code of the reason for which it replaces an older version; null for the first.</summary>
    public string? Reason { get; private set; }
    /// <summary>What the signer typed; null for nothing.</summary>
    public string? Remark { get; private set; }
    /// <summary>Who gave the second signature.</summary>
    public string By { get; private set; } = "";
    /// <summary>When it was issued.</summary>
    public Moment Issued { get; private set; }

    /// <summary>What it says.</summary>
    public ReportContent Read() => CanonicalContent.Read(Content);
}

/// <summary>A version that must not be used any more. Nothing brings it back: what is right is issued as the next version.</summary>
public sealed class ReportWithdrawal
{
    ReportWithdrawal() { }

    /// <summary>Withdraws a version.</summary>
    internal ReportWithdrawal(int reportId, string reason, string by, DateTimeOffset at) =>
        (ReportId, Reason, By, At) = (reportId, reason, by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The report.</summary>
    public int ReportId { get; private set; }
    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";
    /// <summary>Who withdrew it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
}

/// <summary>A file that was made of a report. The bytes are not kept: their hash proves them.</summary>
public sealed class ReportPrint
{
    ReportPrint() { }

    /// <summary>Logs a file.</summary>
    internal ReportPrint(int reportId, string format, string language, bool withName, string sha256, string by, DateTimeOffset at) =>
        (ReportId, Format, Language, WithName, Sha256, By, At) = (reportId, format, language, withName, sha256, by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The report.</summary>
    public int ReportId { get; private set; }
    /// <summary><c>html</c>, <c>pdf</c> or <c>json</c>.</summary>
    public string Format { get; private set; } = "";
    /// <summary><c>en</c> or <c>zh-CN</c>; empty where the file holds both.</summary>
    public string Language { get; private set; } = "";
    /// <summary>The file names the person.</summary>
    public bool WithName { get; private set; }
    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";
    /// <summary>Who made it first.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
}

/// <summary>The public half of a key that signs reports.</summary>
public sealed class ReportKey
{
    ReportKey() { }

    /// <summary>Publishes a key.</summary>
    internal ReportKey(string keyId, string publicKey, DateTimeOffset since) =>
        (KeyId, PublicKey, Since) = (keyId, publicKey, Moment.Of(since));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>What reports call it.</summary>
    public string KeyId { get; private set; } = "";
    /// <summary>SubjectPublicKeyInfo, base64.</summary>
    public string PublicKey { get; private set; } = "";
    /// <summary>When it was used first.</summary>
    public Moment Since { get; private set; }
}
