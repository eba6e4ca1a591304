using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Requests.Consultations;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Clinic.Requests.Referrals;

namespace Thrombophilia.Lims.Tests.Clinic.Requests;

/// <summary>Forms as somebody fills them.</summary>
static class GivenRequest
{
    /// <summary>A test request with what the form demands, and more answers.</summary>
    public static TestRequestEntry Of(Subject subject, string[] tests, string? urgent = null, params (string Field, string Value)[] more) =>
        new(Form(subject, [("department", "haematology"), ("indication", "thrombosis at 30"), .. more]), tests, "Dr Wang", null,
            urgent is not null, urgent);

    /// <summary>A consultation with what the form demands.</summary>
    public static ConsultationEntry Consultation(Subject subject, string? urgent = null, params (string Field, string Value)[] more) =>
        new(Form(subject, [("department", "eye clinic"), ("history", "swelling\nof the left eye"), ("question", "operate?"), .. more]),
            ["haematology", "vascular surgery"], "Dr Wang", null, urgent is not null, urgent);

    /// <summary>A referral with what the form demands.</summary>
    public static ReferralEntry Referral(Subject subject, Partner partner, string? urgent = null) =>
        new(Form(subject, ("department", "medicine"), ("reason", "no laboratory"), ("summary", "first thrombosis")), partner.PublicId,
            ReferralDirection.Out, "Dr Wang", null, urgent is not null, urgent);

    /// <summary>A filled form.</summary>
    public static FormEntry Form(Subject subject, params (string Field, string Value)[] answers) =>
        new(subject.PublicId, [.. answers.Select(a => new PictureEntry(a.Field, a.Value))], new(2026, 6, 1), FactOrigin.Physician);
}
