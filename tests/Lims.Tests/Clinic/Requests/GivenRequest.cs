using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Clinic.Requests.Orders;

namespace Thrombophilia.Lims.Tests.Clinic.Requests;

/// <summary>Forms as somebody fills them.</summary>
static class GivenRequest
{
    /// <summary>A test request with what the form demands, and more answers.</summary>
    public static TestRequestEntry Of(Subject subject, string[] tests, string? urgent = null, params (string Field, string Value)[] more) =>
        new(Form(subject, [("department", "haematology"), ("indication", "thrombosis at 30"), .. more]), tests, "Dr Wang", null,
            urgent is not null, urgent);

    /// <summary>A filled form.</summary>
    public static FormEntry Form(Subject subject, params (string Field, string Value)[] answers) =>
        new(subject.PublicId, [.. answers.Select(a => new PictureEntry(a.Field, a.Value))], new(2026, 6, 1), FactOrigin.Physician);
}
