//! Weights: the safetensors file of `training/export.py`, with matrices in int8 and a scale for each row.

use crate::layers::{Linear, Norm};
use safetensors::{Dtype, SafeTensors};

/// What is wrong with a file of weights.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// The file is no safetensors file.
    #[error("the weights cannot be read: {0}")]
    Format(#[from] safetensors::SafeTensorError),
    /// A tensor has another type or size than the network needs.
    #[error("the weights hold no {0} of the expected kind")]
    Tensor(String),
    /// The description is no JSON of the expected form.
    #[error("the description of the weights cannot be read: {0}")]
    Description(#[from] serde_json::Error),
}

/// An open file of weights.
pub(crate) struct Weights<'a> {
    tensors: SafeTensors<'a>,
}

impl<'a> Weights<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, WeightsError> {
        Ok(Self { tensors: SafeTensors::deserialize(bytes)? })
    }

    /// A tensor of single precision.
    pub fn floats(&self, name: &str) -> Result<Vec<f32>, WeightsError> {
        let tensor = self.tensors.tensor(name)?;
        if tensor.dtype() != Dtype::F32 {
            return Err(WeightsError::Tensor(name.to_owned()));
        }
        Ok(tensor.data().as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    /// A matrix of int8 rows with their scales, as single precision, and its number of columns.
    pub fn rows(&self, name: &str) -> Result<(Vec<f32>, usize), WeightsError> {
        let tensor = self.tensors.tensor(&format!("{name}.weight"))?;
        let scales = self.floats(&format!("{name}.scale"))?;
        let &[rows, columns] = tensor.shape() else { return Err(WeightsError::Tensor(name.to_owned())) };
        if tensor.dtype() != Dtype::I8 || scales.len() != rows || columns == 0 {
            return Err(WeightsError::Tensor(name.to_owned()));
        }
        let scaled = tensor.data().chunks_exact(columns).zip(scales);
        let values = scaled.flat_map(|(row, scale)| row.iter().map(move |&v| f32::from(v as i8) * scale)).collect();
        Ok((values, columns))
    }

    pub fn linear(&self, name: &str) -> Result<Linear, WeightsError> {
        let (matrix, columns) = self.rows(name)?;
        Linear::new(matrix, columns, self.floats(&format!("{name}.bias"))?)
            .ok_or_else(|| WeightsError::Tensor(name.to_owned()))
    }

    pub fn norm(&self, name: &str) -> Result<Norm, WeightsError> {
        let (weight, bias) = (self.floats(&format!("{name}.weight"))?, self.floats(&format!("{name}.bias"))?);
        Ok(Norm { weight, bias })
    }
}
